/** What can be found out about a report's file on this very computer: its hash, and whether a signature is of it. */
import { api, ask } from "../../api/client.ts";

export type SignatureFinding = "valid" | "otherFile" | "invalid" | "unreadable" | "unsupported";

export const MAX_REPORT_BYTES = 32 * 1024 * 1024;

/** A compact JWS: three parts of base64url. A report is larger and begins otherwise. */
const JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const MAX_JWS_BYTES = 8_192;

/** The text of a signature's file, or null of any other. */
export async function readSignature(file: File): Promise<string | null> {
  if (file.size > MAX_JWS_BYTES) return null;
  const text = (await file.text()).trim();
  return JWS.test(text) || file.name.toLowerCase().endsWith(".jws") ? text : null;
}

/** SHA-256 as 64 hexadecimal digits; null where the browser cannot (a page that came without TLS). */
export async function hashFile(file: File): Promise<string | null> {
  if (crypto.subtle === undefined) return null;
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Holds a signature against the network's published keys and the file's hash. */
export async function checkSignature(jws: string, sha256: string): Promise<SignatureFinding> {
  const [header = "", statement = "", signature = ""] = jws.split(".");
  const named = readJson(header)?.kid;
  const said = readJson(statement);
  if (typeof named !== "string" || said === null) return "unreadable";
  const { keys } = await ask(api.GET("/v1/keys"));
  const jwk = keys.find(({ kid }) => kid === named);
  if (jwk === undefined) return "invalid";
  try {
    const { kty, crv, x } = jwk;
    const key = await crypto.subtle.importKey("jwk", { kty, crv, x }, "Ed25519", false, ["verify"]);
    const signed = new TextEncoder().encode(`${header}.${statement}`);
    if (!(await crypto.subtle.verify("Ed25519", key, decode(signature), signed))) return "invalid";
  } catch {
    return "unsupported";
  }
  return said.pdfSha256 === sha256 || said.jsonSha256 === sha256 ? "valid" : "otherFile";
}

function decode(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
}

function readJson(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(decode(part)));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
