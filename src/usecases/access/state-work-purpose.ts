import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError, refuseField } from "../../domain/errors.ts";
import type { NoCaseReason, WorkPurposeCode } from "../../domain/work-purpose.ts";
import { findStatement, insertWorkPurpose, type WorkPurpose } from "../../repositories/access/work-purposes.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { hasCaseNumber } from "../../repositories/evidence/cases.ts";
import { findOpenSessionId } from "../../repositories/sign-in/sessions.ts";
import type { Deps } from "../deps.ts";
import { findOwnAccount } from "../people/find-own-account.ts";
import { assertReasons } from "../review/assert-reasons.ts";
import { hashToken } from "../sign-in/tokens.ts";

export interface StateWorkPurposeInput {
  readonly purpose: WorkPurposeCode;
  readonly statement: string;
  /** Of a case that the own state has entered; null with a reason. */
  readonly caseNumber: string | null;
  readonly noCaseReason: NoCaseReason | null;
  /** Of the session that it counts in. */
  readonly token: string;
}
export type WorkPurposeView = Omit<WorkPurpose, "ownerState" | "accountId" | "sessionId">;

/**
 * States why this session of work reads what belongs to other states, until it ends or another purpose is stated: each is a new record.
 * Errors: FORBIDDEN (station), UNAUTHENTICATED (the session ended), VALIDATION_FAILED.
 */
export async function stateWorkPurpose(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: StateWorkPurposeInput,
): Promise<WorkPurposeView> {
  const account = await findOwnAccount(deps, context);
  const { purpose, caseNumber, noCaseReason } = input;
  const statement = assertReasons(input.statement, "statement");
  if ((caseNumber === null) === (noCaseReason === null)) {
    throw refuseField(
      "caseNumber",
      "Name one case of your state (caseNumber), or say why there is none (noCaseReason).",
    );
  }
  if (caseNumber !== null && !(await hasCaseNumber(deps.sql, account.ownerState, caseNumber))) {
    const remedy = 'correct it, or leave it out with the noCaseReason "case_not_entered"';
    throw refuseField("caseNumber", {
      message: `Your state has entered no case of this number; ${remedy}.`,
      problem: "no_such_case",
    });
  }
  const at = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const sessionId = await findOpenSessionId(tx, hashToken(input.token), at);
    if (sessionId === null) throw new RibinError("UNAUTHENTICATED");
    const stated = { id: uuidv7(), purpose, statement, caseNumber, noCaseReason, statedAt: at };
    await insertWorkPurpose(tx, { ...stated, ownerState: account.ownerState, accountId: account.id, sessionId });
    await insertAuditEvent(tx, context, {
      at,
      action: "work_purpose.stated",
      targetKind: "work_purpose",
      targetId: stated.id,
      // Of the own state alone: no other is told its case.
      ownerStates: [account.ownerState],
      detail: { purpose, workPurposeId: stated.id, ...(caseNumber === null ? { noCaseReason } : { caseNumber }) },
    });
    return stated;
  });
}

/** What counts in the session that asks; null where nothing was stated. Errors: FORBIDDEN (station). */
export async function readWorkPurpose(
  deps: Pick<Deps, "sql">,
  context: RequestContext,
): Promise<WorkPurposeView | null> {
  await findOwnAccount(deps, context);
  const { work } = context.actor;
  const said = work === undefined ? null : await findStatement(deps.sql, work.id);
  return work === undefined || said === null ? null : { ...work, ...said };
}
