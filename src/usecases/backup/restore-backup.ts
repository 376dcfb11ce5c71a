import { Readable } from "node:stream";
import type { BackupManifest } from "../../domain/backup-manifest.ts";
import { RibinError } from "../../domain/errors.ts";
import type { RawBlobStore } from "../../ports/blob-store.ts";
import type { DatabaseRestorer } from "../../ports/database-copies.ts";
import type { KeyWrapper } from "../../ports/key-wrapper.ts";
import { countAllRows } from "../../repositories/backup/whole-database.ts";
import { BLOB_FOLDERS } from "../acquisitions/blob-keys.ts";
import type { BackupPlace } from "./backup-place.ts";
import { findBackup, readDumpOf, readFileOf, readFilesOf } from "./read-backup.ts";

export interface RestoreParts {
  readonly place: BackupPlace;
  readonly restorer: DatabaseRestorer;
  readonly raw: RawBlobStore;
  readonly wrapper: KeyWrapper;
}

/**
 * Puts a backup into a system that has neither rows nor files. Files come first, then the database in one piece, and its rows are counted: a
 * run that broke off left no database, and is run again.
 * Errors: BACKUP_BROKEN, RESTORE_NOT_EMPTY, RESTORE_FAILED, STORE_KEY_MISSING.
 */
export async function restoreBackup(
  { place, restorer, raw, wrapper }: RestoreParts,
  id: string | null,
  onFile: (done: number, all: number) => void = () => {},
): Promise<BackupManifest> {
  const manifest = await findBackup(place, id);
  const { kind, sealed } = manifest.database;
  if (kind !== restorer.kind)
    throw new RibinError(
      "BACKUP_BROKEN",
      `The backup is of ${kind === "pglite" ? "an embedded database" : "PostgreSQL"}: ${kind === "pglite" ? "restore it without DATABASE_URL" : "set DATABASE_URL"}.`,
    );
  await restorer.assertEmpty();
  // Before anything is written: pg_restore would have committed when the last byte is found to be another.
  for await (const _ of readDumpOf(place, manifest));
  await restoreFiles({ place, raw }, manifest, onFile);
  const dump = readDumpOf(place, manifest);
  await restorer.restore(sealed ? await wrapper.open(dump) : dump);
  const rows = await restorer.ask(countAllRows);
  const names = new Set([...Object.keys(rows), ...Object.keys(manifest.tables)]);
  const other = [...names].find((name) => rows[name] !== manifest.tables[name]);
  if (other !== undefined) {
    throw new RibinError(
      "RESTORE_FAILED",
      `Table ${other} has ${rows[other] ?? "no"} rows, and had ${manifest.tables[other] ?? "none"} when it was backed up.`,
    );
  }
  return manifest;
}

async function restoreFiles(
  { place, raw }: Pick<RestoreParts, "place" | "raw">,
  manifest: BackupManifest,
  onFile: (done: number, all: number) => void,
): Promise<void> {
  const there = new Set<string>();
  for (const folder of BLOB_FOLDERS) for await (const { key } of raw.listBlobs(folder)) there.add(key);
  const left = new Set(there);
  const known = new Map<string, string>();
  for await (const file of readFilesOf(place, manifest)) {
    left.delete(file.key);
    known.set(file.key, file.sha256);
  }
  const [foreign] = left;
  if (foreign !== undefined)
    throw new RibinError("RESTORE_NOT_EMPTY", `The store has ${foreign}, which is not of this backup.`);
  let done = 0;
  for await (const file of readFilesOf(place, manifest)) {
    // What a run that broke off left is written once more: it is of this backup, whatever its bytes are now.
    await raw.putBlob(file.key, Readable.from(readFileOf(place, file), { objectMode: false }));
    done += 1;
    onFile(done, manifest.files.count);
  }
}
