import { composeService } from "../../compose.ts";
import { loadConfig } from "../../config.ts";
import type { BackupManifest } from "../../domain/backup-manifest.ts";
import { SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { createBackup } from "../../usecases/backup/create-backup.ts";
import { verifyBackup } from "../../usecases/backup/verify-backup.ts";
import { openFolderPlace } from "../backup/folder-place.ts";
import { type Command, type Invocation, readText } from "../command.ts";
import { writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin backup FOLDER [--json]
       ribin backup verify FOLDER [--at ID] [--json]

Copies the database and the stored files that the settings name into FOLDER, beside the backups that are there, with which it shares the
files that did not change. The copy of the database is sealed by the first of RIBIN_STORE_KEYS, the files are as they lie in the store: keep
that key elsewhere. "verify" reads every byte of a backup, the newest without --at, and needs no database (docs/operations.md).
`;

const CONTEXT = { actor: SYSTEM_ACTOR, requestId: "cli" };

export const backupCommand: Command = {
  name: "backup",
  usage: USAGE,
  options: { at: { type: "string" }, json: { type: "boolean" } },
  positionals: { min: 1, max: 2 },
  async run(invocation) {
    const [first = "", second] = invocation.positionals;
    const at = readText(invocation.options, "at");
    if (second === undefined) {
      if (at !== undefined) throw new RibinError("USAGE", "--at is for verify and restore.");
      return make(invocation, first);
    }
    if (first !== "verify") throw new RibinError("USAGE", "ribin backup knows: FOLDER, and verify FOLDER.");
    const manifest = await verifyBackup(openFolderPlace(second), at ?? null);
    tell(invocation, manifest, {}, ["Every byte is the one that was backed up."]);
  },
};

async function make(invocation: Invocation, folder: string): Promise<void> {
  const service = await composeService(loadConfig());
  try {
    const { manifest, manifestSha256, copied } = await createBackup(service.deps, CONTEXT, {
      place: openFolderPlace(folder),
      dumper: service.dumper,
      raw: service.store.raw,
      wrapper: service.store.sealing?.wrapper ?? null,
      version: service.version,
    });
    tell(invocation, manifest, { manifestSha256, copied }, [
      `${copied} files were copied, the others are shared with an earlier backup.`,
      `SHA-256 of its manifest: ${manifestSha256}`,
    ]);
  } finally {
    await service.close();
  }
}

/** Prints what a backup holds. */
export function tell(
  { options, output }: Invocation,
  { id, startedAt, version, schema, database, tables, files }: BackupManifest,
  more: Readonly<Record<string, string | number>>,
  lines: readonly string[],
): void {
  const rows = Object.values(tables).reduce((sum, count) => sum + count, 0);
  const result = {
    id,
    startedAt,
    version,
    schema,
    database: database.kind,
    sealed: database.sealed,
    rows,
    files: files.count,
    bytes: files.bytes,
    ...more,
  };
  writeResult(output, options.json === true, result, () =>
    [`Backup ${id}: ${rows} rows, ${files.count} files, ${files.bytes} bytes.`, ...lines].join("\n"),
  );
}
