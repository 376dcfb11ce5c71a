/** Counts and hashes bytes as they pass, so that a file is never wholly in memory while it is received. */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { RibinError } from "../../domain/errors.ts";

export interface Tally {
  /** The same bytes, to be read once. It fails with UPLOAD_TOO_LARGE after `limit` bytes. */
  readonly stream: Readable;
  /** Of the bytes that have passed. */
  readSize(): number;
  /** SHA-256 of the bytes that have passed, in hexadecimal digits. */
  readSha256(): string;
}

export function tallyBytes(body: Readable, limit: number): Tally {
  const hash = createHash("sha256");
  let size = 0;
  async function* pass() {
    for await (const chunk of body) {
      const bytes: Uint8Array = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      size += bytes.length;
      hash.update(bytes);
      if (size > limit) {
        throw new RibinError("UPLOAD_TOO_LARGE", `The file is larger than ${limit} bytes, which is the limit here.`);
      }
      yield bytes;
    }
  }
  return {
    stream: Readable.from(pass(), { objectMode: false }),
    readSize: () => size,
    readSha256: () => hash.copy().digest("hex"),
  };
}
