/**
 * What is signed of a report: a statement that names the hashes of its two forms, as a compact JWS (RFC 7515) with Ed25519
 * (RFC 8037). docs/reports.md tells it to outsiders, who check it without this program. Another member is another `format`.
 */
import { hash } from "node:crypto";
import canonicalize from "canonicalize";
import { z } from "zod";
import { RibinError } from "./errors.ts";
import { languageSchema } from "./language.ts";
import { createSignatureCheck, type PublicKey } from "./signing-key.ts";
import { stateCodeSchema } from "./vocabulary.ts";

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

const statementSchema = z.strictObject({
  format: z.literal("ribin-report/1"),
  issuedAt: z.iso.datetime(),
  issuingState: stateCodeSchema,
  jsonSha256: sha256Schema,
  kind: z.enum(["lead", "hit"]),
  language: languageSchema,
  number: z.string(),
  pdfSha256: sha256Schema,
  reportId: z.string(),
});
export type ReportStatement = z.infer<typeof statementSchema>;

const headerSchema = z.strictObject({ alg: z.literal("EdDSA"), kid: z.string() });

/** JSON in the form of RFC 8785: the same value is the same bytes, whoever writes it. */
export function encodeCanonically(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new RibinError("INTERNAL", "The value has no JSON form.");
  return text;
}

/** SHA-256 of the bytes, or of the text's UTF-8 bytes; 64 hexadecimal digits. */
export function hashBytes(bytes: Uint8Array | string): string {
  return hash("sha256", bytes, "hex");
}

/** The text that the key `keyId` signs. */
export function makeSigningInput(keyId: string, statement: ReportStatement): string {
  return `${encodePart({ alg: "EdDSA", kid: keyId })}.${encodePart(statement)}`;
}

export function joinSignature(signingInput: string, signature: Uint8Array): string {
  return `${signingInput}.${Buffer.from(signature).toString("base64url")}`;
}

export interface SignedStatement {
  readonly keyId: string;
  readonly statement: ReportStatement;
}

/** Errors: REPORT_NOT_VERIFIED where the signature is not of one of these keys, or not one of a report. */
export function checkSignature(jws: string, keys: readonly PublicKey[]): SignedStatement {
  const [header = "", payload = "", signature = "", ...more] = jws.trim().split(".");
  const head = headerSchema.safeParse(readPart(header));
  const statement = statementSchema.safeParse(readPart(payload));
  if (more.length > 0 || !head.success || !statement.success) {
    throw new RibinError("REPORT_NOT_VERIFIED", "This is not the signature of a report.");
  }
  const keyId = head.data.kid;
  const verdict = createSignatureCheck(keys)(keyId, Buffer.from(`${header}.${payload}`), signature);
  if (verdict === "unknown key") {
    throw new RibinError("REPORT_NOT_VERIFIED", `The key ${keyId} is not among the given ones.`);
  }
  if (verdict === "invalid") throw new RibinError("REPORT_NOT_VERIFIED", "The signature is not valid.");
  return { keyId, statement: statement.data };
}

function encodePart(value: object): string {
  return Buffer.from(encodeCanonically(value)).toString("base64url");
}

/** Null where it is not base64url as it is written here: other spellings of the same bytes are changes too. */
function decodePart(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64url");
  return bytes.length > 0 && bytes.toString("base64url") === text ? bytes : null;
}

function readPart(text: string): unknown {
  try {
    return JSON.parse(decodePart(text)?.toString() ?? "null");
  } catch {
    return null;
  }
}
