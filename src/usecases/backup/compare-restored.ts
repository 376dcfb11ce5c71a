import { createHash } from "node:crypto";
import type { BackupManifest } from "../../domain/backup-manifest.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { PublicKey } from "../../domain/signing-key.ts";
import type { BlobStore, RawBlobStore } from "../../ports/blob-store.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { listNamedFiles } from "../../repositories/backup/whole-database.ts";
import { verifyAudit } from "../audit/verify-audit.ts";
import type { Deps } from "../deps.ts";
import type { BackupPlace } from "./backup-place.ts";
import { readFilesOf } from "./read-backup.ts";

export interface ComparedSystem {
  /** Stored files whose every byte is the one that was backed up. */
  readonly files: number;
  /** Files that rows name, opened with their keys and held against the SHA-256 that the rows state. */
  readonly evidence: number;
  readonly auditEvents: number;
}

/**
 * Holds a restored system against its backup: each file by its bytes as they lie in the store, each that a row names by its bytes as the service
 * reads them, and the audit trail as a whole. `keys`: public keys that somebody kept elsewhere.
 * Errors: RESTORE_FAILED, AUDIT_BROKEN, and those of reading a file.
 */
export async function compareRestored(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  parts: {
    readonly place: BackupPlace;
    readonly raw: RawBlobStore;
    readonly blobs: BlobStore;
    readonly manifest: BackupManifest;
    readonly keys: readonly PublicKey[] | null;
  },
): Promise<ComparedSystem> {
  const { raw, blobs, manifest } = parts;
  let files = 0;
  for await (const file of readFilesOf(parts.place, manifest)) {
    if ((await hashOf(await raw.openBlob(file.key))) !== file.sha256)
      throw new RibinError("RESTORE_FAILED", `The store's ${file.key} is not the one that was backed up.`);
    files += 1;
  }
  const evidence = await compareEvidence(deps, blobs);
  const verdict = await verifyAudit(deps, parts.keys === null ? {} : { keys: parts.keys });
  const [finding] = verdict.findings;
  if (finding !== undefined)
    throw new RibinError("AUDIT_BROKEN", `At position ${finding.position}: ${finding.reason}.`);
  await deps.sql.transaction((tx) =>
    insertAuditEvent(tx, context, {
      at: deps.clock.now(),
      action: "backup.restored",
      targetKind: "backup",
      targetId: manifest.id,
      ownerStates: [],
      detail: { startedAt: manifest.startedAt, files, evidence },
    }),
  );
  return { files, evidence, auditEvents: verdict.records };
}

async function compareEvidence({ sql }: Pick<Deps, "sql">, blobs: BlobStore): Promise<number> {
  let compared = 0;
  for (const { key, sha256, incomingKey } of await listNamedFiles(sql)) {
    const place = incomingKey !== null && (await blobs.statBlob(key)) === null ? incomingKey : key;
    const found = await hashOf(await blobs.openBlob(place));
    if (sha256 !== null && found !== sha256)
      throw new RibinError("RESTORE_FAILED", `${key} is not the file that its record names.`);
    compared += 1;
  }
  return compared;
}

async function hashOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of body) hash.update(part);
  return hash.digest("hex");
}
