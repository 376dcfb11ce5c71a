import type { BackupManifest } from "../../domain/backup-manifest.ts";
import type { BackupPlace } from "./backup-place.ts";
import { findBackup, readDumpOf, readFileOf, readFilesOf } from "./read-backup.ts";

/** Reads every byte of a backup, without any database. Errors: BACKUP_BROKEN naming the first that is not what was backed up. */
export async function verifyBackup(place: BackupPlace, id: string | null): Promise<BackupManifest> {
  const manifest = await findBackup(place, id);
  for await (const _ of readDumpOf(place, manifest));
  const read = new Set<string>();
  for await (const file of readFilesOf(place, manifest)) {
    if (read.has(file.sha256)) continue;
    for await (const _ of readFileOf(place, file));
    read.add(file.sha256);
  }
  return manifest;
}
