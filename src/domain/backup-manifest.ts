/** What a backup says of itself (docs/operations.md, Backup and restore). */
import { z } from "zod";

export const BACKUP_FORMAT = "ribin-backup/1";
export const MANIFEST_NAME = "manifest.json";
export const DUMP_NAME = "database.dump";
export const FILES_NAME = "files.jsonl";

const storedSchema = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), sizeBytes: z.int().min(0) });

export const backupManifestSchema = z.strictObject({
  format: z.literal(BACKUP_FORMAT),
  id: z.string().regex(/^[0-9A-Za-z-]+$/),
  /** When it began: what was written afterwards is not in it. */
  startedAt: z.iso.datetime(),
  /** Of the program that made it. */
  version: z.string(),
  /** The number of the last migration. */
  schema: z.int(),
  database: storedSchema.extend({
    kind: z.enum(["postgres", "pglite"]),
    /** Whether it is an age file, to the operator's key. */
    sealed: z.boolean(),
  }),
  /** Rows by table, as the copy of the database has them. */
  tables: z.record(z.string(), z.int().min(0)),
  files: storedSchema.extend({ count: z.int().min(0), bytes: z.int().min(0) }),
});
export type BackupManifest = z.infer<typeof backupManifestSchema>;

/** A file of the store, as it lies there. */
export const backedUpFileSchema = storedSchema.extend({ key: z.string().min(1), modifiedAt: z.iso.datetime() });
export type BackedUpFile = z.infer<typeof backedUpFileSchema>;
