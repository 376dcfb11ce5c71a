import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Case, type CaseFields, updateCase as updateCaseRow } from "../../repositories/evidence/cases.ts";
import { isUniqueViolation } from "../../repositories/is-unique-violation.ts";
import { authorise } from "../access/authorise.ts";
import { searchAgain } from "../correlation/search-again.ts";
import type { Deps } from "../deps.ts";
import { findReadableCase } from "./find-readable-case.ts";
import { mergeFields } from "./merge-fields.ts";

export interface UpdateCaseInput {
  readonly id: string;
  readonly expectedVersion: number;
  /** A field that is left out stays as it is. */
  readonly changes: { readonly [Name in keyof CaseFields]?: CaseFields[Name] | undefined };
}

/** Errors: NOT_FOUND, FORBIDDEN, DUPLICATE_RECORD (case number), PRECONDITION_FAILED. */
export async function updateCase(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: UpdateCaseInput,
): Promise<Case> {
  const { found, target } = await findReadableCase(deps, context, input.id);
  await authorise(deps, context, "case.update", target, { kind: "case", id: found.id });
  const fields: CaseFields = mergeFields<CaseFields>(found, input.changes);
  const now = deps.clock.now();
  const update = async (tx: SqlExecutor): Promise<Case> => {
    const updated = await updateCaseRow(tx, found.id, input.expectedVersion, fields, now);
    if (updated === null) throw new RibinError("PRECONDITION_FAILED");
    await insertAuditEvent(tx, context, {
      at: now,
      action: "case.updated",
      targetKind: "case",
      targetId: found.id,
      ownerStates: [found.ownerState],
      detail: { fields: Object.keys(input.changes), version: updated.version, restricted: updated.restricted },
    });
    if (found.restricted && !updated.restricted) {
      await searchAgain(tx, context, { caseId: found.id }, `case/${found.id}@${updated.version}`, now);
    }
    return updated;
  };
  return deps.sql.transaction(update).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new RibinError("DUPLICATE_RECORD", "Your state has a case of this number.");
  });
}
