import { createHash } from "node:crypto";
import { RibinError } from "../../domain/errors.ts";
import {
  type ArchiveManifest,
  MANIFEST,
  MAX_MANIFEST_BYTES,
  readManifest,
  SIGNATURE,
} from "../../domain/exchange/archive-manifest.ts";
import type { PublicKey } from "../../domain/signing-key.ts";
import type { ArchiveSource } from "./archive-sink.ts";
import { verifyNamedFiles } from "./verify-named-files.ts";

const MAX_SIGNATURE_BYTES = 1_000;

/**
 * Reads every byte of an archive and holds it against its signed manifest, and the files that records name against those that are there.
 * `keys`: those to be believed; null: the archive's own.
 * @throws RibinError ARCHIVE_BROKEN naming the first file that was changed, is gone or was added, or the record; ARCHIVE_INVALID
 */
export async function verifyArchive(
  source: ArchiveSource,
  keys: readonly PublicKey[] | null,
): Promise<{ manifest: ArchiveManifest; keyId: string }> {
  const found = await source.list();
  for (const name of [MANIFEST, SIGNATURE]) {
    if (!found.includes(name))
      throw new RibinError("ARCHIVE_INVALID", `There is no ${name}: the export did not end, or this is no archive.`);
  }
  const text = await source.readText(MANIFEST, MAX_MANIFEST_BYTES);
  const read = readManifest(text, await source.readText(SIGNATURE, MAX_SIGNATURE_BYTES), keys);
  const named = new Set([MANIFEST, SIGNATURE, ...read.manifest.files.map(({ path }) => path)]);
  const stray = found.find((path) => !named.has(path));
  if (stray !== undefined) throw new RibinError("ARCHIVE_BROKEN", `${stray} is not in the manifest: it was added.`);
  const here = new Set(found);
  for (const file of read.manifest.files) {
    if (!here.has(file.path)) throw new RibinError("ARCHIVE_BROKEN", `${file.path} is gone.`);
    const hash = createHash("sha256");
    let size = 0;
    for await (const chunk of source.open(file.path)) {
      size += chunk.length;
      if (size > file.sizeBytes) break;
      hash.update(chunk);
    }
    if (size !== file.sizeBytes || hash.digest("hex") !== file.sha256) {
      throw new RibinError("ARCHIVE_BROKEN", `${file.path} was changed: it is not what the manifest says.`);
    }
  }
  await verifyNamedFiles(source, read.manifest);
  return read;
}
