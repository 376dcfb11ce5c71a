/** The API as its own description types it (schema.d.ts is generated: `npm run web:api`). */
import createClient from "openapi-fetch";
import { Refusal, readRefusal } from "./refusal.ts";
import type { components, paths } from "./schema.d.ts";

/** Names what the API gives, e.g. `Schema<"Linkage">`. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** The header tells the service that its own page asks: the session lies in a cookie (src/api/browser-session.ts). */
export const WORKBENCH_HEADERS = { "x-ribin-workbench": "1" } as const;

/** Requests of the workbench: `await ask(api.GET("/v1/me"))`. */
export const api = createClient<paths>({ baseUrl: "/", headers: WORKBENCH_HEADERS, credentials: "same-origin" });

interface Answered<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * What the API answers.
 * @throws Refusal with the API's own code, or NETWORK where no answer came
 */
export async function ask<Data>(request: Promise<Answered<Data>>): Promise<Data> {
  let answered: Answered<Data>;
  try {
    answered = await request;
  } catch (cause) {
    throw new Refusal({ code: "NETWORK", status: 0, cause });
  }
  if (answered.error !== undefined || !answered.response.ok) throw readRefusal(answered.error, answered.response);
  return answered.data as Data;
}

/** As `ask`, with the record's version for the If-Match of a later change. */
export async function askWithTag<Data>(request: Promise<Answered<Data>>): Promise<{ data: Data; tag: string }> {
  let tag = "";
  const data = await ask(
    request.then((answered) => {
      tag = answered.response.headers.get("etag") ?? "";
      return answered;
    }),
  );
  return { data, tag };
}
