import type { ConclusionPart, RecordedConclusion } from "../../domain/conclusions.ts";
import { listStanding } from "../../domain/conclusions.ts";
import { RibinError } from "../../domain/errors.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { findAssignment } from "../../repositories/review/assignments.ts";
import type { ConclusionRow } from "../../repositories/review/conclusions.ts";
import { listStatements } from "../../repositories/review/statements.ts";

/**
 * A verification is recorded by whom the system asked, and nobody else; the outcome of a consultation by one of the two, or by the third
 * who was asked, after both stated what they see. Errors: VERIFIER_NOT_ASSIGNED, CONSULTATION_STATEMENTS_MISSING.
 */
export async function assertMayConclude(
  tx: SqlExecutor,
  input: {
    readonly linkageId: string;
    readonly accountId: string;
    readonly part: ConclusionPart;
    readonly recorded: readonly ConclusionRow[];
  },
): Promise<void> {
  const { linkageId, accountId, part, recorded } = input;
  if (part === "first") return;
  if (part === "verification") {
    const assignment = await findAssignment(tx, linkageId, "verification");
    if (assignment?.accountId !== accountId) throw new RibinError("VERIFIER_NOT_ASSIGNED");
    return;
  }
  await assertConsulted(tx, linkageId, accountId, recorded);
  const stated = new Set(
    (await listStatements(tx, linkageId))
      .filter((statement) => statement.createdAt >= openedAt(recorded))
      .map((statement) => statement.accountId),
  );
  if (!listTheTwo(recorded).every((id) => stated.has(id))) throw new RibinError("CONSULTATION_STATEMENTS_MISSING");
}

/** Throws VERIFIER_NOT_ASSIGNED unless the account is one of the two, or the third who was asked. */
export async function assertConsulted(
  tx: SqlExecutor,
  linkageId: string,
  accountId: string,
  recorded: readonly RecordedConclusion[],
): Promise<void> {
  if (listTheTwo(recorded).includes(accountId)) return;
  const third = await findAssignment(tx, linkageId, "third");
  if (third?.accountId !== accountId) {
    throw new RibinError(
      "VERIFIER_NOT_ASSIGNED",
      "A consultation is held by the two who concluded and the third who was asked.",
    );
  }
}

export function listTheTwo(recorded: readonly RecordedConclusion[]): readonly string[] {
  return listStanding(recorded)
    .filter((entry) => entry.part !== "consultation")
    .map((entry) => entry.accountId);
}

/** When the consultation that is held was opened: by the disagreement, or by the correction that opened it anew. */
function openedAt(recorded: readonly ConclusionRow[]): Date {
  const opening = recorded.findLast((entry) => entry.reopens || entry.part === "verification");
  return opening?.createdAt ?? new Date(0);
}
