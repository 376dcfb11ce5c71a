import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { PurgeBasis } from "../../domain/retention.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Case, lockCases } from "../../repositories/evidence/cases.ts";
import type { Exhibit } from "../../repositories/evidence/exhibits.ts";
import type { Page } from "../../repositories/page.ts";
import { type DueExhibit, findDueOf, findObstacles, listDue } from "../../repositories/retention/due-evidence.ts";
import {
  hasOpenPurge,
  insertPurge,
  listPurges as listPurgeRows,
  type Purge,
} from "../../repositories/retention/purges.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { findReadableCase } from "../evidence/find-readable-case.ts";
import { findReadableExhibit } from "../evidence/find-readable-exhibit.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { assertReasons } from "../review/assert-reasons.ts";
import { assertNoObstacle } from "./assert-no-obstacle.ts";
import { findRetentionScope } from "./find-retention-scope.ts";

/** So many are proposed at a time, longest due first; what was purged makes room for more. */
const MOST_DUE = 500;

/** What the own state's rules, and its removals, propose to purge. Errors: FORBIDDEN. */
export async function listDueEvidence(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
): Promise<readonly DueExhibit[]> {
  const state = requireState(context.actor);
  await authorise(deps, context, "retention.read", { ownerStates: [state] }, { kind: "purge", id: "due" });
  return listDue(deps.sql, state, deps.clock.now(), MOST_DUE);
}

export interface ReviewPurgeInput {
  readonly of: { readonly caseId: string } | { readonly exhibitId: string };
  readonly reason: string;
  /** How it was settled with the states of its hits that it may go; null where there is none. */
  readonly hitsSettled: string | null;
}

/**
 * A coordinator reviewed what is due and asks that it goes. Nothing happens until a second person confirms. Errors: NOT_FOUND, FORBIDDEN,
 * VALIDATION_FAILED (reason), CONFLICT (not due, or under way), PURGE_BLOCKED (a hold, or a hit that nobody settled).
 */
export async function reviewPurge(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: ReviewPurgeInput,
): Promise<Purge> {
  const subject = await findSubject(deps, context, input.of);
  const { ownerState, caseId, exhibitId } = subject;
  const reason = assertReasons(input.reason, "reason");
  const hitsSettled = input.hitsSettled === null ? null : assertReasons(input.hitsSettled, "hitsSettled");
  const at = deps.clock.now();
  const id = uuidv7();
  return deps.sql.transaction(async (tx) => {
    await lockCases(tx, [caseId]);
    if (await hasOpenPurge(tx, caseId, exhibitId)) throw new RibinError("CONFLICT", "A purge of it is under way.");
    const basis = await findBasis(tx, subject, at);
    assertNoObstacle(await findObstacles(tx, { caseId, exhibitId }, at, at), hitsSettled);
    const row = { id, ownerState, caseId, exhibitId, basis, hitsSettled, reason };
    await insertPurge(tx, { ...row, reviewedBy: context.actor.id, reviewedAt: at });
    await insertAuditEvent(tx, context, {
      at,
      action: "purge.reviewed",
      targetKind: exhibitId === null ? "case" : "exhibit",
      targetId: exhibitId ?? caseId,
      ownerStates: [ownerState],
      detail: { purgeId: id, basis, hitsSettled: hitsSettled !== null },
    });
    const undecided = { state: "reviewed" as const, decidedBy: null, decidedAt: null, endedAt: null };
    return { ...row, reviewedBy: context.actor.id, reviewedAt: at, ...undecided };
  });
}

interface PurgeSubject extends Pick<Case, "ownerState" | "removedAt"> {
  readonly caseId: string;
  readonly exhibitId: string | null;
}

async function findSubject(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  of: ReviewPurgeInput["of"],
): Promise<PurgeSubject> {
  const read =
    "caseId" in of
      ? await findReadableCase(deps, context, of.caseId)
      : await findReadableExhibit(deps, context, of.exhibitId);
  const found: Case | Exhibit = read.found;
  const kind = "caseId" in found ? "exhibit" : "case";
  await authorise(deps, context, "retention.manage", read.target, { kind, id: found.id });
  const ids = "caseId" in found ? { caseId: found.caseId, exhibitId: found.id } : { caseId: found.id, exhibitId: null };
  return { ...ids, ownerState: found.ownerState, removedAt: found.removedAt };
}

async function findBasis(tx: SqlExecutor, subject: PurgeSubject, at: Date): Promise<PurgeBasis> {
  if (subject.removedAt !== null) return "removal";
  const { due, all } = await findDueOf(tx, subject, at);
  if (all > 0 && due.length === all) return "retention";
  throw new RibinError("CONFLICT", "It is not due: no rule of its category has run out, and it is not removed.");
}

/** The own state's, newest first; of all for an auditor. Errors: FORBIDDEN. */
export async function listPurges(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<Purge>> {
  return listPurgeRows(deps.sql, await findRetentionScope(deps, context, "purge"), toPageRequest(input));
}
