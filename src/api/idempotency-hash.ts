import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";

/** Content after which two requests are the same: method, address, If-Match and body, without the secret members. */
export function hashRequest(request: FastifyRequest, body: unknown, secretFields: readonly string[]): string {
  const content = [
    request.method,
    request.url,
    request.headers["if-match"] ?? null,
    sortMembers(body, new Set(secretFields)),
  ];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/** The same JSON with its members in the order of their names and without the secret ones of the first level. */
function sortMembers(value: unknown, secret: ReadonlySet<string> = new Set()): unknown {
  if (Array.isArray(value)) return value.map((entry) => sortMembers(entry));
  if (typeof value !== "object" || value === null) return value ?? null;
  return Object.entries(value)
    .filter(([name]) => !secret.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => [name, sortMembers(member)]);
}

/** The response body as it is stored: secrets are withheld as null. */
export function withholdSecrets(body: string, secretFields: readonly string[]): string {
  if (secretFields.length === 0) return body;
  const parsed: unknown = JSON.parse(body);
  if (typeof parsed !== "object" || parsed === null) return body;
  const kept = Object.entries(parsed).map(([name, member]) => [name, secretFields.includes(name) ? null : member]);
  return JSON.stringify(Object.fromEntries(kept));
}
