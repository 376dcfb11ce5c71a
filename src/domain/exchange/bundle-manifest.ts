/** What a bundle says of itself, signed by the station that made it: docs/exchange.md, "Bundles". */
import { z } from "zod";
import { RibinError } from "../errors.ts";
import { computeKeyId, createSignatureCheck } from "../signing-key.ts";
import { lightingSchema, regionSchema, stateCodeSchema } from "../vocabulary.ts";
import { encodeCanonical } from "./encode-canonical.ts";

export const BUNDLE_FORMAT = "ribin-bundle/1";

export const BUNDLE_LIMITS = {
  /** Of the encrypted file. */
  bytes: 8 * 1024 ** 3,
  manifestBytes: 64 * 1024 * 1024,
  records: 50_000,
  files: 10_000,
} as const;

/** What the maker states of a file: an acquisition of one exhibit. */
export const fileFactsSchema = z.strictObject({
  caseNumber: z.string().min(1).max(100),
  exhibitNumber: z.string().min(1).max(100),
  region: regionSchema,
  regionIndex: z.int().min(1).max(32).nullable().default(null),
  lighting: lightingSchema.default("unknown"),
  micrometresPerPixel: z.number().positive().max(1000).nullable().default(null),
  fileName: z.string().min(1).max(255),
  sizeBytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type FileFacts = z.infer<typeof fileFactsSchema>;

const manifestSchema = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  /** Of the maker: a bundle that comes twice is known by it. */
  id: z.uuid(),
  state: stateCodeSchema,
  /** The age recipient that it was encrypted to: passed on to another system it is refused. */
  recipient: z.string().max(2_500),
  madeAt: z.iso.datetime(),
  records: z
    .array(z.strictObject({ kind: z.enum(["case", "exhibit"]), place: z.string().max(100), value: z.unknown() }))
    .max(BUNDLE_LIMITS.records),
  /** In the order in which they stand in the bundle, as files/1, files/2 and so on. */
  files: z.array(fileFactsSchema).max(BUNDLE_LIMITS.files),
});
export type BundleManifest = z.infer<typeof manifestSchema>;

const signatureSchema = z.strictObject({ keyId: z.string(), signature: z.string() });

export function encodeBundleManifest(manifest: BundleManifest): string {
  return encodeCanonical(manifest);
}

export function encodeBundleSignature(keyId: string, signature: Uint8Array): string {
  return encodeCanonical({ keyId, signature: Buffer.from(signature).toString("base64url") });
}

/** The key that a signature names; it is not checked yet. Errors: BUNDLE_INVALID. */
export function readBundleSignature(text: string): { keyId: string; signature: string } {
  return parse(signatureSchema, text, "manifest.sig");
}

/** The manifest, where the key signed these very bytes. Errors: BUNDLE_KEY_REFUSED, BUNDLE_INVALID. */
export function readBundleManifest(text: string, publicKey: string, signature: string): BundleManifest {
  const id = computeKeyId(publicKey);
  if (createSignatureCheck([{ id, publicKey }])(id, Buffer.from(text, "utf8"), signature) !== "valid") {
    throw new RibinError("BUNDLE_KEY_REFUSED", `The signature is not that of the key ${id} over this manifest.`);
  }
  return parse(manifestSchema, text, "manifest.json");
}

function parse<T>(schema: z.ZodType<T>, text: string, name: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new RibinError("BUNDLE_INVALID", `${name} is no JSON.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RibinError("BUNDLE_INVALID", `${name}: ${issue?.path.join(".")}: ${issue?.message}.`);
}
