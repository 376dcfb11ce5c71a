import type { RequestContext } from "../../domain/context.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { purgePayloadSchema } from "../../jobs/background-payloads.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { lockCases } from "../../repositories/evidence/cases.ts";
import { listConcernedStates, listStatesTold } from "../../repositories/removal/removal-effects.ts";
import { findObstacles } from "../../repositories/retention/due-evidence.ts";
import {
  countPurgedBlobs,
  eraseRows,
  holdEvidence,
  listBlobsToDelete,
  markBlobDeleted,
} from "../../repositories/retention/erasure.ts";
import { findPurge, insertPurgeEnd, type Purge } from "../../repositories/retention/purges.ts";
import type { Deps } from "../deps.ts";
import { type BackgroundRun, completeBackground } from "../jobs/complete-step.ts";
import { describeObstacle } from "./assert-no-obstacle.ts";

const FILES_AT_A_TIME = 100;

/**
 * Carries out a purge that two people decided: first the rows, in one transaction, so that nothing half-gone is ever read; then the files,
 * each noted as it goes. Interrupted anywhere, it goes on from there. A hold or a decision that came meanwhile stops it before the first row.
 */
export async function purgeEvidence(deps: Pick<Deps, "sql" | "clock" | "blobs">, run: BackgroundRun): Promise<void> {
  const { purgeId } = purgePayloadSchema.parse(run.payload);
  const purge = await findPurge(deps.sql, purgeId);
  if (purge?.state !== "confirmed") return completeBackground(deps, run, async () => {});
  if (!(await erase(deps, run.context, purge))) return completeBackground(deps, run, async () => {});
  for (;;) {
    const keys = await listBlobsToDelete(deps.sql, purgeId, FILES_AT_A_TIME);
    if (keys.length === 0) break;
    for (const key of keys) {
      await deps.blobs.deleteBlob(key);
      await markBlobDeleted(deps.sql, purgeId, key, deps.clock.now());
    }
  }
  await completeBackground(deps, run, async (tx, at) => {
    const detail = { files: await countPurgedBlobs(tx, purgeId) };
    await insertPurgeEnd(tx, { purgeId, ownerState: purge.ownerState, outcome: "purged", detail, endedAt: at });
  });
}

/** False where something stands against it, which ends the purge. */
async function erase(
  { sql, clock }: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  purge: Purge,
): Promise<boolean> {
  const at = clock.now();
  return sql.transaction(async (tx) => {
    await lockCases(tx, [purge.caseId]);
    await holdEvidence(tx, purge.id);
    const begun = (await countPurgedBlobs(tx, purge.id)) > 0;
    const obstacle = begun
      ? null
      : describeObstacle(await findObstacles(tx, purge, at, purge.reviewedAt), purge.hitsSettled);
    if (obstacle !== null) {
      await stop(tx, context, purge, obstacle, at);
      return false;
    }
    const { ownerState } = purge;
    const concerned = (await listConcernedStates(tx, purge, at)).map(({ state }) => state);
    const told = [...new Set([...concerned, ...(await listStatesTold(tx, purge))])];
    const gone = await eraseRows(tx, purge.id, at);
    for (const id of gone)
      await tell(
        tx,
        context,
        purge,
        { kind: "exhibit", id },
        [[ownerState], ...told.map((state) => [ownerState, state])],
        at,
      );
    if (purge.exhibitId === null && !begun)
      await tell(tx, context, purge, { kind: "case", id: purge.caseId }, [[ownerState]], at);
    return true;
  });
}

async function tell(
  tx: SqlExecutor,
  context: RequestContext,
  purge: Purge,
  target: { kind: "case" | "exhibit"; id: string },
  owners: readonly (readonly StateCode[])[],
  at: Date,
): Promise<void> {
  for (const ownerStates of owners) {
    await insertAuditEvent(tx, context, {
      at,
      action: "evidence.purged",
      targetKind: target.kind,
      targetId: target.id,
      ownerStates,
      detail: { purgeId: purge.id },
    });
  }
}

async function stop(tx: SqlExecutor, context: RequestContext, purge: Purge, words: string, at: Date): Promise<void> {
  const { id: purgeId, ownerState } = purge;
  await insertPurgeEnd(tx, { purgeId, ownerState, outcome: "stopped", detail: { reason: words }, endedAt: at });
  await insertAuditEvent(tx, context, {
    at,
    action: "purge.stopped",
    targetKind: purge.exhibitId === null ? "case" : "exhibit",
    targetId: purge.exhibitId ?? purge.caseId,
    ownerStates: [ownerState],
    detail: { purgeId, reason: words },
  });
}
