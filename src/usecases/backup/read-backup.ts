/** A backup as it lies in its place: every byte is held against what the manifest states before anything is made of it. */
import { createHash } from "node:crypto";
import {
  type BackedUpFile,
  type BackupManifest,
  backedUpFileSchema,
  backupManifestSchema,
  DUMP_NAME,
  FILES_NAME,
  MANIFEST_NAME,
} from "../../domain/backup-manifest.ts";
import { RibinError } from "../../domain/errors.ts";
import type { BackupPlace, StoredBytes } from "./backup-place.ts";

const MOST_MANIFEST_BYTES = 1_000_000;

/** The backup that is named, or the newest. Errors: BACKUP_BROKEN. */
export async function findBackup(place: BackupPlace, id: string | null): Promise<BackupManifest> {
  const all = await place.list();
  const found = id === null ? all.at(-1) : all.find((one) => one === id);
  if (found === undefined)
    throw new RibinError("BACKUP_BROKEN", id === null ? "There is no backup here." : `There is no backup ${id} here.`);
  return readManifest(place, found);
}

export async function readManifest(place: BackupPlace, id: string): Promise<BackupManifest> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of place.read(id, MANIFEST_NAME)) {
    size += part.length;
    if (size > MOST_MANIFEST_BYTES) throw new RibinError("BACKUP_BROKEN", `${MANIFEST_NAME} of ${id} is too large.`);
    parts.push(part);
  }
  const parsed = backupManifestSchema.safeParse(parseJson(Buffer.concat(parts).toString("utf8")));
  if (parsed.success && parsed.data.id === id) return parsed.data;
  throw new RibinError("BACKUP_BROKEN", `${MANIFEST_NAME} of ${id} is not what this program writes.`);
}

/** Every file of the backup. Errors, at the end too: BACKUP_BROKEN. */
export async function* readFilesOf(place: BackupPlace, manifest: BackupManifest): AsyncGenerator<BackedUpFile> {
  let rest = "";
  let count = 0;
  const decoder = new TextDecoder("utf8", { fatal: true });
  for await (const part of checked(place.read(manifest.id, FILES_NAME), manifest.files, FILES_NAME)) {
    const lines = (rest + decoder.decode(part, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const file = backedUpFileSchema.safeParse(parseJson(line));
      if (!file.success) throw new RibinError("BACKUP_BROKEN", `Line ${count + 1} of ${FILES_NAME} is none of ours.`);
      count += 1;
      yield file.data;
    }
  }
  if (rest !== "" || count !== manifest.files.count)
    throw new RibinError("BACKUP_BROKEN", `${FILES_NAME} names ${count} files, not ${manifest.files.count}.`);
}

export function readDumpOf(place: BackupPlace, manifest: BackupManifest): AsyncGenerator<Uint8Array> {
  return checked(place.read(manifest.id, DUMP_NAME), manifest.database, DUMP_NAME);
}

export function readFileOf(place: BackupPlace, file: BackedUpFile): AsyncGenerator<Uint8Array> {
  return checked(place.readBytes(file.sha256), file, file.key);
}

/** Gives the bytes on, and an error where they end and are not those that were stated: no reader keeps what ends so. */
async function* checked(
  body: AsyncIterable<Uint8Array>,
  stated: StoredBytes,
  name: string,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const part of body) {
    hash.update(part);
    size += part.length;
    yield part;
  }
  if (size !== stated.sizeBytes || hash.digest("hex") !== stated.sha256)
    throw new RibinError("BACKUP_BROKEN", `${name} is not the one that was backed up.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
