/** People and evidence of three states, and clients that are signed in over HTTP. */
import { randomBytes, randomUUID } from "node:crypto";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import type { Role, StateCode } from "../../../src/domain/vocabulary.ts";
import { createLab } from "../../../src/usecases/people/create-lab.ts";
import { createOperatorAccount } from "../../../src/usecases/people/create-operator-account.ts";
import { SYSTEM } from "../../support/decision-world.ts";
import { QUEUE_REVIEW } from "../../support/state-work.ts";
import type { TestApp } from "./open-test-app.ts";

export const PASSWORD = "correct horse battery staple";

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly token: string;
  readonly labId: string;
  readonly state: StateCode;
  /** Of the app that the person signed in to. */
  readonly test: TestApp;
  /** Sends a request as this person. */
  send(
    method: "GET" | "POST" | "PATCH" | "DELETE",
    url: string,
    options?: SendOptions,
  ): Promise<LightMyRequestResponse>;
}

export interface SendOptions {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export async function makeLab(test: TestApp, state: StateCode): Promise<string> {
  const name = `Lab ${randomUUID()}`;
  return (await createLab(test.deps, SYSTEM, { state, name, contact: "lab@ribin.example" })).id;
}

export async function hire(test: TestApp, state: StateCode, labId: string, ...roles: Role[]): Promise<Person> {
  const email = `${randomBytes(8).toString("hex")}@ribin.example`;
  const input = { state, labId, email, name: "Zoë Ramírez", roles, password: PASSWORD };
  const account = await createOperatorAccount(test.deps, SYSTEM, input);
  return { ...(await signIn(test, account.id, email)), labId, state };
}

/** A new session of somebody who was hired, with its purpose stated. */
export async function signIn(test: TestApp, id: string, email: string): Promise<Omit<Person, "labId" | "state">> {
  const response = await test.app.inject({
    method: "POST",
    url: "/v1/sessions",
    payload: { email, password: PASSWORD },
  });
  const { token } = response.json<{ token: string }>();
  const send = sendAs(test, token);
  await send("POST", "/v1/me/work-purpose", { body: QUEUE_REVIEW });
  return { id, email, token, test, send };
}

export function sendAs(test: TestApp, token: string | null): Person["send"] {
  return (method, url, { body, headers = {} } = {}) => {
    const request: InjectOptions = {
      method,
      url,
      headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
    };
    return test.app.inject(body === undefined ? request : { ...request, payload: body as object });
  };
}

export const NEW_CASE = { eventType: "homicide" as const };
export const NEW_EXHIBIT = { exhibitNumber: "CC-1", type: "cartridge case" as const, calibre: "9mm Luger" };

/** A case and an exhibit of it, entered over HTTP. */
export async function enterExhibit(person: Person, given: { case?: object; exhibit?: object } = {}) {
  const entered = await person.send("POST", "/v1/cases", {
    body: { ...NEW_CASE, caseNumber: randomUUID(), ...given.case },
  });
  const caseId = entered.json<{ id: string }>().id;
  const exhibit = await person.send("POST", "/v1/exhibits", { body: { ...NEW_EXHIBIT, caseId, ...given.exhibit } });
  return { caseId, exhibitId: exhibit.json<{ id: string }>().id };
}
