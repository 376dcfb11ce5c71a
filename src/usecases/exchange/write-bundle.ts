/** Makes a bundle, without a server: signed by the station's key, and encrypted so that only the region opens it. */
import { createHash } from "node:crypto";
import { pipeline, Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { Encrypter } from "age-encryption";
import { pack } from "tar-stream";
import { RibinError } from "../../domain/errors.ts";
import {
  type BundleManifest,
  encodeBundleManifest,
  encodeBundleSignature,
} from "../../domain/exchange/bundle-manifest.ts";
import type { Signer } from "../../ports/signer.ts";

/** Nothing of the machine or the moment, beside what the manifest says. */
const HEADER = { mode: 0o600, mtime: new Date(0), uid: 0, gid: 0, uname: "", gname: "", type: "file" as const };

/** The bytes of the file as they are made; `openFile` gives the files in the manifest's order. Errors: USAGE (recipient), FORMAT_MISMATCH where a file changed meanwhile. */
export async function writeBundle(
  signer: Signer,
  manifest: BundleManifest,
  openFile: (index: number) => AsyncIterable<Uint8Array>,
): Promise<Readable> {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(manifest.recipient);
  } catch (cause) {
    throw new RibinError("USAGE", "The recipient is none of age (age1…).", { cause });
  }
  const tar = pack();
  const text = encodeBundleManifest(manifest);
  const fill = async () => {
    tar.entry({ ...HEADER, name: "manifest.json" }, text);
    tar.entry(
      { ...HEADER, name: "manifest.sig" },
      encodeBundleSignature(signer.keyId, signer.sign(Buffer.from(text, "utf8"))),
    );
    for (const [index, { sizeBytes, sha256 }] of manifest.files.entries()) await addFile(index, sizeBytes, sha256);
    tar.finalize();
  };
  const addFile = (index: number, size: number, sha256: string) =>
    new Promise<void>((done, fail) => {
      const entry = tar.entry({ ...HEADER, name: `files/${index + 1}`, size }, (error) =>
        error ? fail(error) : done(),
      );
      pipeline(
        Readable.from(unchanged(openFile(index), sha256), { objectMode: false }),
        entry,
        (error) => error && fail(error),
      );
    });
  fill().catch((error: Error) => tar.destroy(error));
  const plain = Readable.toWeb(Readable.from(tar)) as unknown as globalThis.ReadableStream<Uint8Array>;
  return Readable.fromWeb((await encrypter.encrypt(plain)) as unknown as ReadableStream<Uint8Array>);
}

async function* unchanged(body: AsyncIterable<Uint8Array>, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const chunk of body) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest("hex") !== sha256)
    throw new RibinError("FORMAT_MISMATCH", "A file changed while the bundle was made; make it again.");
}
