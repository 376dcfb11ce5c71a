/** Backups in a folder: their files by what they are under `files/`, and each backup's own parts under `backups/ID/`. */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { MANIFEST_NAME } from "../../domain/backup-manifest.ts";
import { RibinError } from "../../domain/errors.ts";
import type { BackupPlace, StoredBytes } from "../../usecases/backup/backup-place.ts";

/** No backup is named so. */
const UNFINISHED = ".unfinished-";

/** Only the operator's account of the machine may read it. Nothing is made before the first backup begins. */
export function openFolderPlace(folder: string): BackupPlace {
  const [backups, files] = [join(folder, "backups"), join(folder, "files")];
  const pathOf = (sha256: string) => join(files, sha256.slice(0, 2), sha256);
  return {
    async list() {
      const names = await readdir(backups).catch(() => []);
      const whole: string[] = [];
      for (const name of names.sort()) {
        if (!name.startsWith(".") && (await isFile(join(backups, name, MANIFEST_NAME)))) whole.push(name);
      }
      return whole;
    },
    async begin(id) {
      await mkdir(backups, { recursive: true, mode: 0o700 }).catch(explain(backups));
      for (const name of await readdir(backups)) {
        if (name.startsWith(UNFINISHED)) await rm(join(backups, name), { recursive: true, force: true });
      }
      const draft = join(backups, `${UNFINISHED}${id}`);
      await mkdir(draft, { mode: 0o700 }).catch(explain(draft));
      return {
        write: (name, body) => writeSynced(join(draft, name), body),
        finish: async () => {
          await syncFolder(draft);
          await rename(draft, join(backups, id));
          await syncFolder(backups);
        },
        abandon: () => rm(draft, { recursive: true, force: true }),
      };
    },
    read: (id, name) => readPart(join(backups, id, name)),
    async keepBytes(body) {
      const draft = join(files, `.${randomUUID()}`);
      await mkdir(files, { recursive: true, mode: 0o700 }).catch(explain(files));
      try {
        const stored = await writeSynced(draft, body);
        const target = pathOf(stored.sha256);
        await mkdir(dirname(target), { recursive: true, mode: 0o700 });
        // What is there under this name may have been damaged since; these bytes are right.
        await rename(draft, target);
        await syncFolder(dirname(target));
        return stored;
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    hasBytes: async ({ sha256, sizeBytes }) => (await stat(pathOf(sha256)).catch(() => null))?.size === sizeBytes,
    readBytes: (sha256) => readPart(pathOf(sha256)),
  };
}

async function* readPart(path: string): AsyncGenerator<Uint8Array> {
  if (!(await isFile(path))) throw new RibinError("BACKUP_BROKEN", `${path} is not there.`);
  yield* createReadStream(path) as AsyncIterable<Uint8Array>;
}

async function writeSynced(path: string, body: AsyncIterable<Uint8Array | string>): Promise<StoredBytes> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const file = await open(path, "wx", 0o600).catch(explain(path));
  try {
    for await (const chunk of body) {
      const bytes = typeof chunk === "string" ? Buffer.from(chunk, "utf8") : chunk;
      hash.update(bytes);
      sizeBytes += bytes.length;
      await file.writeFile(bytes).catch(explain(path));
    }
    await file.sync().catch(explain(path));
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("hex"), sizeBytes };
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true;
}

const explain =
  (path: string) =>
  (error: unknown): never => {
    throw new RibinError("FILE_NOT_WRITABLE", `${path} cannot be written (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    });
  };
