/** A bundle's entries in their order, without a file beside them: each is there once, in its place, and is what the manifest says. */
import { createHash } from "node:crypto";
import { pipeline, Readable } from "node:stream";
import { extract } from "tar-stream";
import { RibinError } from "../../domain/errors.ts";

export interface BundleEntry {
  readonly name: string;
  readonly sizeBytes: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Errors: BUNDLE_INVALID for what is no plain file; BUNDLE_UNREADABLE where it ends early. */
export async function* readBundleEntries(plain: AsyncIterable<Uint8Array>): AsyncGenerator<BundleEntry> {
  const tar = extract();
  let fault: unknown = null;
  pipeline(Readable.from(plain), tar, (error) => {
    fault = error;
  });
  try {
    for await (const entry of tar) {
      const { name, type, size = 0 } = entry.header;
      if (type !== "file") throw new RibinError("BUNDLE_INVALID", "The bundle holds something that is no plain file.");
      yield { name: String(name), sizeBytes: size, body: entry as AsyncIterable<Uint8Array> };
      // What the reader left of it.
      entry.resume();
    }
  } catch (error) {
    if (error instanceof RibinError) throw error;
    if (fault instanceof RibinError) throw fault;
    throw new RibinError("BUNDLE_UNREADABLE", "The bundle ends early, or is no bundle.", { cause: error });
  }
}

/** The text of the entry that must come now. */
export async function readBundleText(entry: BundleEntry | undefined, name: string, limit: number): Promise<string> {
  if (entry?.name !== name) throw new RibinError("BUNDLE_INVALID", `${name} is not in its place.`);
  if (entry.sizeBytes > limit) throw new RibinError("BUNDLE_INVALID", `${name} is larger than ${limit} bytes.`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** The same bytes, which must come to this hash and size. */
export async function* checkBytes(
  body: AsyncIterable<Uint8Array>,
  expected: { readonly name: string; readonly sizeBytes: number; readonly sha256: string },
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > expected.sizeBytes) break;
    hash.update(chunk);
    yield chunk;
  }
  if (size !== expected.sizeBytes || hash.digest("hex") !== expected.sha256) {
    throw new RibinError("BUNDLE_INVALID", `${expected.name} is not what the manifest says.`);
  }
}
