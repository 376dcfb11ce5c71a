import { composeService } from "../../compose.ts";
import { composeRestore } from "../../compose-backup.ts";
import { type Config, loadConfig } from "../../config.ts";
import type { BackupManifest } from "../../domain/backup-manifest.ts";
import { SYSTEM_ACTOR } from "../../domain/context.ts";
import type { PublicKey } from "../../domain/signing-key.ts";
import type { BackupPlace } from "../../usecases/backup/backup-place.ts";
import { type ComparedSystem, compareRestored } from "../../usecases/backup/compare-restored.ts";
import { restoreBackup } from "../../usecases/backup/restore-backup.ts";
import { readKeys } from "../audit/read-keys.ts";
import { openFolderPlace } from "../backup/folder-place.ts";
import { type Command, type Output, readText } from "../command.ts";
import { startProgress } from "../progress.ts";
import { tell } from "./backup.ts";

const USAGE = `
Usage: ribin restore FOLDER [--at ID] [--keys KEYS] [--json]

Restores a backup, the newest without --at, into the database and the store that the settings name, which must be empty, and compares: the
rows of each table, the bytes of each file, each file of evidence as the service reads it, and the audit trail. KEYS is a copy of
GET /v1/keys that you kept. RIBIN_STORE_KEYS (or keys/store.keys in the data folder) must be the system's that was backed up.
`;

const CONTEXT = { actor: SYSTEM_ACTOR, requestId: "cli" };

export const restoreCommand: Command = {
  name: "restore",
  usage: USAGE,
  options: { at: { type: "string" }, keys: { type: "string" }, json: { type: "boolean" } },
  positionals: { min: 1, max: 1 },
  async run(invocation) {
    const { options, output, positionals } = invocation;
    const place = openFolderPlace(positionals[0] ?? "");
    const config = loadConfig();
    const path = readText(options, "keys");
    const keys = path === undefined ? null : await readKeys(path);
    const manifest = await restore(config, place, readText(options, "at") ?? null, output);
    const compared = await compare(config, place, manifest, keys);
    tell(invocation, manifest, { ...compared }, [
      "Restored, and compared:",
      `${compared.files} files lie in the store byte by byte as they did, ${compared.evidence} of them are named by records and are what these name;`,
      `${compared.auditEvents} events of the audit trail are whole. What was written after ${manifest.startedAt} is not in it.`,
    ]);
  },
};

async function restore(config: Config, place: BackupPlace, id: string | null, output: Output): Promise<BackupManifest> {
  const parts = await composeRestore(config);
  try {
    let progress: ReturnType<typeof startProgress> | null = null;
    const manifest = await restoreBackup({ place, ...parts }, id, (done, all) => {
      progress ??= startProgress(output, "files", all);
      progress.advance(done);
    });
    (progress as ReturnType<typeof startProgress> | null)?.finish();
    return manifest;
  } finally {
    await parts.close();
  }
}

async function compare(
  config: Config,
  place: BackupPlace,
  manifest: BackupManifest,
  keys: readonly PublicKey[] | null,
): Promise<ComparedSystem> {
  const service = await composeService(config);
  try {
    const { raw, blobs } = service.store;
    return await compareRestored(service.deps, CONTEXT, { place, raw, blobs, manifest, keys });
  } finally {
    await service.close();
  }
}
