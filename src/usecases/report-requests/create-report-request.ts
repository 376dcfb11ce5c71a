import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import type { FieldProblem } from "../../domain/errors/field-problems.ts";
import { RibinError, refuseField } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { listCases } from "../../repositories/evidence/cases.ts";
import {
  insertReportRequest,
  isReleasedAnywhere,
  type ReportRequest,
} from "../../repositories/report-requests/report-requests.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type ReportRequestView, viewReportRequests } from "./view-report-request.ts";

export interface CreateReportRequestInput {
  readonly caseNumber: string;
  readonly purpose: string;
  /** Thirty days from now where it is left out. */
  readonly expiresAt?: Date | undefined;
}

const DAY = 86_400_000;
const DEFAULT_DAYS = 30;
const LONGEST_DAYS = 366;

/**
 * Asks for the reports about a case of the own state with other states. The owners are asked behind this, one by one; the answer is the
 * same whether or not there is anybody to ask. Errors: FORBIDDEN, NOT_FOUND (no such case of the own state), VALIDATION_FAILED.
 */
export async function createReportRequest(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: CreateReportRequestInput,
): Promise<ReportRequestView> {
  const state = requireState(context.actor);
  const id = uuidv7();
  const subject = { kind: "report_request" as const, id };
  await authorise(deps, context, "report_request.create", { ownerStates: [state] }, subject);
  const filter = { ownerState: state, labId: null, caseNumber: input.caseNumber };
  const [found] = (await listCases(deps.sql, filter, { limit: 1, after: null })).items;
  if (found === undefined) throw new RibinError("NOT_FOUND", "Your state has no case of this number.");
  const now = deps.clock.now();
  const expiresAt = input.expiresAt ?? new Date(now.getTime() + DEFAULT_DAYS * DAY);
  if (expiresAt <= now || expiresAt.getTime() > now.getTime() + LONGEST_DAYS * DAY) {
    throw refuse("expiresAt", "not_within_year", "A request expires in the future, within one year");
  }
  if (found.restricted && !(await isReleasedAnywhere(deps.sql, found.id, now))) {
    // Asking an owner would tell it that there is such a case.
    throw refuse(
      "caseNumber",
      "restricted_case",
      "The case is restricted; your coordinator releases it to the states that are to be asked first",
    );
  }
  const row: Omit<ReportRequest, "withdrawnAt"> = {
    id,
    ownerState: state,
    caseId: found.id,
    purpose: input.purpose,
    requestedBy: context.actor.id,
    expiresAt,
    createdAt: now,
  };
  await deps.sql.transaction(async (tx) => {
    await insertReportRequest(tx, row);
    await insertAuditEvent(tx, context, {
      at: now,
      action: "report_request.created",
      targetKind: "report_request",
      targetId: id,
      ownerStates: [state],
      detail: { caseId: found.id, expiresAt: expiresAt.toISOString() },
    });
  });
  const [view] = await viewReportRequests(deps, [{ ...row, withdrawnAt: null }]);
  return view!;
}

function refuse(field: string, problem: FieldProblem, message: string): RibinError {
  return refuseField(field, { message, problem }, `${field}: ${message}.`);
}
