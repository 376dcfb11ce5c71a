/** The manifest of a state's archive: every file with its hash, signed. docs/exchange.md. */
import { z } from "zod";
import { RibinError } from "../errors.ts";
import { computeKeyId, createSignatureCheck, type PublicKey } from "../signing-key.ts";
import { stateCodeSchema } from "../vocabulary.ts";
import { encodeCanonical } from "./encode-canonical.ts";

export const ARCHIVE_FORMAT = "ribin-state-archive/1";
export const MANIFEST = "manifest.json";
export const SIGNATURE = "manifest.sig";
/** Of the manifest itself: some 300,000 files. */
export const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;

/** Names of letters, digits, dots, dashes and underscores, in folders: nothing that climbs, and the same on every system. */
const PATH = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,5}$/;

const fileSchema = z.strictObject({
  path: z.string().max(300).regex(PATH),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sizeBytes: z.int().min(0),
  /** Lines, of a file of records. */
  records: z.int().min(0).nullable(),
});
export type ArchiveFile = z.infer<typeof fileSchema>;

const manifestSchema = z.strictObject({
  format: z.literal(ARCHIVE_FORMAT),
  state: stateCodeSchema,
  createdAt: z.iso.datetime(),
  /** The newest migration of the system that wrote it: its records have that system's columns. */
  schema: z.int(),
  /** Tables of secrets, and any that hangs on exported ones without saying whose it is. */
  notExported: z.array(z.string()),
  files: z.array(fileSchema),
});
export type ArchiveManifest = z.infer<typeof manifestSchema>;

const signatureSchema = z.strictObject({ keyId: z.string(), publicKey: z.string(), signature: z.string() });

/** Files in the order of their paths: equal content, equal bytes. */
export function encodeManifest(manifest: ArchiveManifest): string {
  const files = [...manifest.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return `${encodeCanonical({ ...manifest, files })}\n`;
}

export function encodeSignature(key: PublicKey, signature: Uint8Array): string {
  return `${encodeCanonical({ keyId: key.id, publicKey: key.publicKey, signature: Buffer.from(signature).toString("base64url") })}\n`;
}

/**
 * Reads a manifest whose bytes are as they were signed. `keys`: those to be believed; null: the one that the archive names, which shows that
 * nothing changed since, and not who made it.
 * @throws RibinError ARCHIVE_BROKEN, ARCHIVE_INVALID
 */
export function readManifest(
  manifestText: string,
  signatureText: string,
  keys: readonly PublicKey[] | null,
): { manifest: ArchiveManifest; keyId: string } {
  const signature = parse(signatureSchema, signatureText, SIGNATURE);
  const own = { id: computeKeyId(signature.publicKey), publicKey: signature.publicKey };
  if (
    encodeSignature({ id: own.id, publicKey: own.publicKey }, Buffer.from(signature.signature, "base64url")) !==
    signatureText
  ) {
    throw new RibinError("ARCHIVE_BROKEN", `${SIGNATURE} is not as it was written.`);
  }
  const verdict = createSignatureCheck(keys ?? [own])(own.id, Buffer.from(manifestText, "utf8"), signature.signature);
  if (verdict === "unknown key")
    throw new RibinError("ARCHIVE_BROKEN", `${MANIFEST} is signed by the key ${own.id}, which is none of those given.`);
  if (verdict === "invalid") throw new RibinError("ARCHIVE_BROKEN", `${MANIFEST} is not as it was signed.`);
  const manifest = parse(manifestSchema, manifestText, MANIFEST);
  const paths = new Set(manifest.files.map(({ path }) => path.toLowerCase()));
  if (paths.size !== manifest.files.length) throw new RibinError("ARCHIVE_INVALID", `${MANIFEST} names a file twice.`);
  return { manifest, keyId: own.id };
}

function parse<T>(schema: z.ZodType<T>, text: string, name: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? `: ${cause.issues[0]?.path.join(".")}` : "";
    throw new RibinError("ARCHIVE_INVALID", `${name} is not of the format ${ARCHIVE_FORMAT}${issue}.`, { cause });
  }
}
