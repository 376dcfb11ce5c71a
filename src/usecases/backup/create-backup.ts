import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import {
  BACKUP_FORMAT,
  type BackedUpFile,
  type BackupManifest,
  DUMP_NAME,
  FILES_NAME,
  MANIFEST_NAME,
} from "../../domain/backup-manifest.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { RawBlobStore } from "../../ports/blob-store.ts";
import type { DatabaseDumper } from "../../ports/database-copies.ts";
import type { KeyWrapper } from "../../ports/key-wrapper.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { countAllRows, listNamedFiles, type NamedFile } from "../../repositories/backup/whole-database.ts";
import { readSchemaNumber } from "../../repositories/exchange/archive-tables.ts";
import { BLOB_FOLDERS } from "../acquisitions/blob-keys.ts";
import type { Deps } from "../deps.ts";
import type { BackupDraft, BackupPlace } from "./backup-place.ts";
import { readFilesOf, readManifest } from "./read-backup.ts";

/** A purge between the copy of the database and that of the files makes the two disagree: then both are made once more. */
const TRIES = 3;
/** Stores tell the time of a file in whole seconds, and by a clock of their own. */
const CLOCK_MARGIN_MS = 10_000;

export interface BackupParts {
  readonly place: BackupPlace;
  readonly dumper: DatabaseDumper;
  readonly raw: RawBlobStore;
  /** Seals the copy of the database; null: files are not sealed either. */
  readonly wrapper: KeyWrapper | null;
  readonly version: string;
}

export interface MadeBackup {
  readonly manifest: BackupManifest;
  readonly manifestSha256: string;
  /** Files that no backup of this place had. */
  readonly copied: number;
}

/**
 * Copies the database first and the files after it: a file without a row is only waste. Files lie in the place by what they are, as they are
 * in the store, sealed; those that an earlier backup has are not read again. The service may run meanwhile.
 * Errors: BACKUP_FAILED, and those of the parts.
 */
export async function createBackup(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  parts: BackupParts,
): Promise<MadeBackup> {
  for (let attempt = 1; ; attempt++) {
    const made = await tryBackup(deps, parts);
    if ("missing" in made) {
      if (attempt < TRIES) continue;
      throw new RibinError(
        "BACKUP_FAILED",
        `The store lacks ${made.missing.length} files that the database names, e.g. ${made.missing[0]}.`,
      );
    }
    await deps.sql.transaction((tx) =>
      insertAuditEvent(tx, context, {
        at: deps.clock.now(),
        action: "backup.created",
        targetKind: "backup",
        targetId: made.manifest.id,
        ownerStates: [],
        detail: { manifestSha256: made.manifestSha256, files: made.manifest.files.count },
      }),
    );
    return made;
  }
}

async function tryBackup(
  { clock }: Pick<Deps, "clock">,
  parts: BackupParts,
): Promise<MadeBackup | { readonly missing: readonly string[] }> {
  const startedAt = clock.now();
  const id = `${startedAt.toISOString().replaceAll(/[-:]|\.\d+/g, "")}-${uuidv7().slice(-6)}`;
  const draft = await parts.place.begin(id);
  try {
    const { named, ...database } = await copyDatabase(parts, draft);
    const { files, copied } = await copyFiles(parts);
    const missing = named.filter(({ key, incomingKey }) => !files.has(key) && !files.has(incomingKey ?? key));
    if (missing.length > 0) {
      await draft.abandon();
      return { missing: missing.map(({ key }) => key) };
    }
    const list = await draft.write(FILES_NAME, writeLines(files.values()));
    const manifest: BackupManifest = {
      format: BACKUP_FORMAT,
      id,
      startedAt: startedAt.toISOString(),
      version: parts.version,
      ...database,
      files: { ...list, count: files.size, bytes: [...files.values()].reduce((sum, file) => sum + file.sizeBytes, 0) },
    };
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    await draft.write(MANIFEST_NAME, linesOf(text));
    await draft.finish();
    return { manifest, manifestSha256: createHash("sha256").update(text).digest("hex"), copied };
  } catch (error) {
    await draft.abandon();
    throw error;
  }
}

async function copyDatabase(
  { dumper, wrapper }: BackupParts,
  draft: BackupDraft,
): Promise<Pick<BackupManifest, "schema" | "database" | "tables"> & { readonly named: readonly NamedFile[] }> {
  return dumper.withSnapshot(async ({ tx, readDump }) => {
    const [schema, tables, named] = [await readSchemaNumber(tx), await countAllRows(tx), await listNamedFiles(tx)];
    const body = wrapper === null ? readDump() : await wrapper.seal(readDump());
    const stored = await draft.write(DUMP_NAME, body);
    return { schema, tables, named, database: { ...stored, kind: dumper.kind, sealed: wrapper !== null } };
  });
}

/** In the order of the folders: what moves on meanwhile is found where it moved to. */
async function copyFiles({ place, raw }: BackupParts): Promise<{ files: Map<string, BackedUpFile>; copied: number }> {
  const before = await readLast(place);
  const files = new Map<string, BackedUpFile>();
  let copied = 0;
  for (const folder of BLOB_FOLDERS) {
    for await (const { key, modifiedAt, storedBytes } of raw.listBlobs(folder)) {
      const known = before?.files.get(key);
      const unchanged =
        known?.sizeBytes === storedBytes &&
        known.modifiedAt === modifiedAt.toISOString() &&
        modifiedAt.getTime() < before!.startedAt - CLOCK_MARGIN_MS &&
        (await place.hasBytes(known));
      if (known !== undefined && unchanged) files.set(key, known);
      else {
        const stored = await copyFile(place, raw, key);
        if (stored === null) continue;
        files.set(key, { key, ...stored, modifiedAt: modifiedAt.toISOString() });
        copied += 1;
      }
    }
  }
  return { files, copied };
}

/** Null where it moved on or went since it was listed. */
async function copyFile(place: BackupPlace, raw: RawBlobStore, key: string) {
  try {
    return await place.keepBytes(await raw.openBlob(key));
  } catch (error) {
    if (error instanceof RibinError && error.code === "FILE_NOT_FOUND") return null;
    throw error;
  }
}

async function readLast(place: BackupPlace): Promise<{ files: Map<string, BackedUpFile>; startedAt: number } | null> {
  const last = (await place.list()).at(-1);
  if (last === undefined) return null;
  const manifest = await readManifest(place, last);
  const files = new Map<string, BackedUpFile>();
  for await (const file of readFilesOf(place, manifest)) files.set(file.key, file);
  return { files, startedAt: Date.parse(manifest.startedAt) };
}

async function* writeLines(files: Iterable<BackedUpFile>): AsyncGenerator<string> {
  for (const file of files) yield `${JSON.stringify(file)}\n`;
}

async function* linesOf(text: string): AsyncGenerator<string> {
  yield text;
}
