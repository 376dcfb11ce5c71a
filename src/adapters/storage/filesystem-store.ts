/** The embedded member of the pair: blobs are files below one folder. */
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { RibinError } from "../../domain/errors.ts";
import type { ListedBlob, RawBlobStore } from "../../ports/blob-store.ts";
import { assertBlobKey } from "./blob-key.ts";
import { isFull } from "./is-full.ts";

/** No key begins with a dot, so no blob can lie here. */
const TEMPORARY = ".incomplete";
const ABANDONED_AFTER_MS = 24 * 3_600_000;

/**
 * Opens (and makes) the folder. A blob is written beside, brought to the disk and renamed: it appears whole or not at all, also
 * where the power fails. Files that a killed process left incomplete are removed after a day.
 */
export async function openFilesystemStore(folder: string): Promise<RawBlobStore> {
  const temporary = join(folder, TEMPORARY);
  await mkdir(temporary, { recursive: true });
  await removeAbandoned(temporary);

  const pathOf = (key: string) => {
    assertBlobKey(key);
    return join(folder, ...key.split("/"));
  };

  async function writeWhole(path: string, body: Readable | Uint8Array): Promise<number> {
    const partial = join(temporary, randomUUID());
    try {
      const size = await writeSynced(partial, body);
      await renameInto(partial, path);
      return size;
    } catch (error) {
      await rm(partial, { force: true });
      throw explain(error);
    }
  }

  return {
    putBlob: async (key, body) => ({ size: await writeWhole(pathOf(key), body) }),
    openBlob: async (key) => {
      const stream = createReadStream(pathOf(key));
      return new Promise<Readable>((done, fail) => {
        stream.once("error", (error) => fail(explain(error)));
        stream.once("ready", () => done(stream));
      });
    },
    readBlob: async (key) => {
      const bytes = await readFile(pathOf(key)).catch(rethrowExplained);
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
    statBlob: async (key) => {
      const found = await stat(pathOf(key)).catch(orNothing);
      return found?.isFile() ? { size: found.size } : null;
    },
    peekBlob: async (key, most) => {
      const file = await open(pathOf(key), "r").catch(orNothing);
      if (file === null) return null;
      try {
        const found = await file.stat();
        if (!found.isFile()) return null;
        const head = Buffer.alloc(Math.min(most, found.size));
        let filled = 0;
        while (filled < head.length) {
          const { bytesRead } = await file.read(head, filled, head.length - filled, filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return { head: head.subarray(0, filled), size: found.size };
      } finally {
        await file.close();
      }
    },
    moveBlob: async (from, to) => {
      const [source, target] = [pathOf(from), pathOf(to)];
      await renameInto(source, target).catch(rethrowExplained);
      await syncFolder(dirname(source));
    },
    deleteBlob: async (key) => {
      await rm(pathOf(key), { force: true });
    },
    listBlobs: (prefix) => listFiles(pathOf(prefix), prefix),
    checkReady: async () => {
      const probe = join(temporary, randomUUID());
      await writeSynced(probe, new Uint8Array(1)).catch((error: unknown) => {
        if (isMissing(error))
          throw new RibinError("UNAVAILABLE", "The folder of the file store is gone.", { cause: error });
        throw explain(error);
      });
      await rm(probe, { force: true });
    },
    close: async () => {},
  };
}

async function writeSynced(path: string, body: Readable | Uint8Array): Promise<number> {
  const file = await open(path, "wx", 0o640);
  try {
    const size = await writeAll(file, body);
    await file.sync();
    return size;
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, body: Readable | Uint8Array): Promise<number> {
  let size = 0;
  for await (const chunk of body instanceof Readable ? body : [body]) {
    const bytes: Uint8Array = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    // One write call may take less than it was given.
    for (let offset = 0; offset < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, offset, bytes.length - offset);
      offset += bytesWritten;
    }
    size += bytes.length;
  }
  return size;
}

async function renameInto(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** A new name is on the disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function* listFiles(path: string, key: string): AsyncGenerator<ListedBlob> {
  const entries = await readdir(path, { withFileTypes: true }).catch(orNothing);
  for (const entry of entries ?? []) {
    const [inner, innerKey] = [join(path, entry.name), `${key}/${entry.name}`];
    if (entry.isDirectory()) yield* listFiles(inner, innerKey);
    const found = entry.isFile() ? await stat(inner).catch(orNothing) : null;
    if (found) yield { key: innerKey, modifiedAt: found.mtime, storedBytes: found.size };
  }
}

async function removeAbandoned(temporary: string): Promise<void> {
  for (const name of await readdir(temporary)) {
    const path = join(temporary, name);
    const found = await stat(path).catch(orNothing);
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | null)?.code;
const isMissing = (error: unknown) => codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR";

function orNothing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}

function explain(error: unknown): unknown {
  if (isMissing(error)) return new RibinError("FILE_NOT_FOUND", "There is no such blob.", { cause: error });
  if (isFull(error)) {
    return new RibinError("UNAVAILABLE", "The file store cannot be written: no space is left.", { cause: error });
  }
  if (["EIO", "EMFILE", "ENFILE", "ESTALE", "ETIMEDOUT"].includes(String(codeOf(error)))) {
    return new RibinError("UNAVAILABLE", "The file store does not answer.", { cause: error });
  }
  return error;
}

function rethrowExplained(error: unknown): never {
  throw explain(error);
}
