import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { RibinError } from "../../domain/errors.ts";
import { MANIFEST } from "../../domain/exchange/archive-manifest.ts";
import type { ArchiveSink } from "../../usecases/exchange/archive-sink.ts";

/**
 * Writes an archive into `folder`, which is made, or is one where an earlier run broke off. Only the operator's account of the machine may
 * read it. FILE_NOT_WRITABLE where an archive is complete there.
 */
export async function openFolderSink(folder: string): Promise<ArchiveSink> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(explain(folder));
  if ((await stat(join(folder, MANIFEST)).catch(() => null)) !== null) {
    throw new RibinError("FILE_NOT_WRITABLE", `${folder} holds an archive already; name another folder.`);
  }
  return {
    async write(path, source, known = null) {
      const target = join(folder, ...path.split("/"));
      if (known !== null) {
        const kept = await hashFile(target);
        if (kept?.sha256 === known) return kept;
      }
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const draft = join(dirname(target), `.${randomUUID()}`);
      try {
        const written = await writeDraft(draft, await source());
        if (known !== null && written.sha256 !== known) {
          throw new RibinError("EVIDENCE_ALTERED", `${path}: the store's bytes are not those that were recorded.`);
        }
        await rename(draft, target);
        return written;
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
  };
}

async function writeDraft(draft: string, source: AsyncIterable<Uint8Array | string>) {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const file = await open(draft, "wx", 0o600).catch(explain(draft));
  try {
    for await (const chunk of source) {
      const bytes = typeof chunk === "string" ? Buffer.from(chunk, "utf8") : chunk;
      hash.update(bytes);
      sizeBytes += bytes.length;
      await file.writeFile(bytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("hex"), sizeBytes };
}

async function hashFile(path: string) {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return null;
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return { sha256: hash.digest("hex"), sizeBytes: found.size };
}

const explain =
  (path: string) =>
  (error: unknown): never => {
    throw new RibinError("FILE_NOT_WRITABLE", `${path} cannot be written (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    });
  };
