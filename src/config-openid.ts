/** RIBIN_OPENID_PROVIDERS: a list in JSON, each with what it may do. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { RibinError } from "./domain/errors.ts";
import type { OpenIdProviderConfig } from "./domain/openid-provider.ts";
import { stateCodeSchema } from "./domain/vocabulary.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

const providerSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/),
    name: z.string().min(1).max(200),
    issuer: z.url().refine(isSafe, "must be an https address"),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1).nullable().default(null),
    clientSecretFile: z.string().min(1).nullable().default(null),
    states: z.array(stateCodeSchema).min(1),
    secondFactorAcr: z.array(z.string().min(1)).default([]),
    secondFactorAmr: z.array(z.string().min(1)).default(["mfa"]),
  })
  .refine((provider) => provider.clientSecret === null || provider.clientSecretFile === null, {
    path: ["clientSecretFile"],
    message: "keep one of clientSecret and clientSecretFile",
  });

const listSchema = z.array(providerSchema).superRefine((providers, context) => {
  for (const member of ["id", "issuer"] as const) {
    const seen = providers.map((provider) => provider[member]);
    const twice = seen.findIndex((value, i) => seen.indexOf(value) !== i);
    if (twice >= 0) context.addIssue({ code: "custom", path: [twice, member], message: "is given twice" });
  }
});

/** Throws CONFIGURATION_INVALID that names the member at fault, never a value. */
export function parseOpenIdProviders(text: string): readonly OpenIdProviderConfig[] {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw invalid("is not valid JSON");
  }
  const parsed = listSchema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(`at ${issue?.path.join(".") || "its top"}: ${issue?.message ?? "not valid"}`);
  }
  return parsed.data.map(({ clientSecretFile, ...provider }) =>
    clientSecretFile === null ? provider : { ...provider, clientSecret: readSecretFile(clientSecretFile, provider.id) },
  );
}

function readSecretFile(path: string, id: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (cause) {
    throw invalid(`the clientSecretFile of "${id}" cannot be read`, cause);
  }
}

/** Codes and secrets go over TLS, but for a provider on the very machine. */
function isSafe(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname));
}

function invalid(what: string, cause?: unknown): RibinError {
  return new RibinError("CONFIGURATION_INVALID", `RIBIN_OPENID_PROVIDERS ${what}.`, { cause });
}
