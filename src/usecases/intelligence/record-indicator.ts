import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { IbinIndicator } from "../../domain/intelligence/ibin.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  type CaseIndicator,
  insertCaseIndicator,
  listCaseIndicators as listCaseIndicatorRows,
} from "../../repositories/intelligence/ibin.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableCase } from "../evidence/find-readable-case.ts";

export interface RecordIndicatorInput {
  readonly caseId: string;
  readonly indicator: IbinIndicator;
  readonly holds: boolean;
  /** The record of the same indicator that stands; null where there is none. */
  readonly replaces: string | null;
}

/**
 * Codes whether an indicator for INTERPOL's IBIN holds of a case of the own state. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (another record
 * of it stands).
 */
export async function recordIndicator(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: RecordIndicatorInput,
): Promise<CaseIndicator> {
  const { found, target } = await findReadableCase(deps, context, input.caseId);
  await authorise(deps, context, "indicator.record", target, { kind: "case", id: found.id });
  const now = deps.clock.now();
  const row = { ...input, id: uuidv7(), ownerState: found.ownerState, recordedBy: context.actor.id, recordedAt: now };
  await deps.sql.transaction(async (tx) => {
    const standing = (await listCaseIndicatorRows(tx, found.id)).findLast(
      (entry) => entry.indicator === input.indicator,
    );
    if ((standing?.id ?? null) !== input.replaces || !(await insertCaseIndicator(tx, row))) {
      throw new RibinError(
        "CONFLICT",
        "Another record of this indicator stands, or none; read them, and name it in `replaces`.",
      );
    }
    await insertAuditEvent(tx, context, {
      at: now,
      action: "indicator.recorded",
      targetKind: "case",
      targetId: found.id,
      ownerStates: [found.ownerState],
      detail: { indicatorId: row.id, indicator: input.indicator, holds: input.holds },
    });
  });
  return row;
}

/** What was coded of a case of the own state, oldest first. Errors: NOT_FOUND, FORBIDDEN. */
export async function listIndicators(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly caseId: string },
): Promise<readonly CaseIndicator[]> {
  const { found, target } = await findReadableCase(deps, context, input.caseId);
  await authorise(deps, context, "indicator.read", target, { kind: "case", id: found.id });
  return listCaseIndicatorRows(deps.sql, found.id);
}
