import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Region } from "../../domain/vocabulary.ts";
import { causeOfRequest, makeJobKey } from "../../jobs/catalog.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { findAcquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  type CorrelationParameters,
  type CorrelationRequest,
  insertRequest,
} from "../../repositories/correlation/correlation-requests.ts";
import { insertRun } from "../../repositories/correlation/correlation-runs.ts";
import { findActiveModel } from "../../repositories/search/search-models.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import { describePurpose, requirePurpose } from "../access/require-purpose.ts";
import { assertAcquisitionThere } from "../acquisitions/find-readable-acquisition.ts";
import type { Deps } from "../deps.ts";
import { askForJob } from "../jobs/ask-for-job.ts";
import { assertReasons } from "../review/assert-reasons.ts";
import { correlateAll } from "./correlate-all.ts";

interface Asked {
  readonly reason: string;
  readonly caseNumber: string | null;
}

/**
 * A person asks for an acquisition of the own state to be searched once more, wider or narrower than on arrival. Errors: NOT_FOUND,
 * FORBIDDEN, PURPOSE_REQUIRED, VALIDATION_FAILED, CONFLICT (it was not searched yet, or never can be).
 */
export async function requestCorrelation(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: Asked & { readonly acquisitionId: string; readonly parameters: CorrelationParameters },
): Promise<CorrelationRequest> {
  const acquisition = await findAcquisition(deps.sql, input.acquisitionId);
  if (acquisition === null) {
    throw await refuseUnseen(deps, context, "correlation.read", { kind: "acquisition", id: input.acquisitionId });
  }
  const target = { ownerStates: [acquisition.ownerState] };
  const subject = { kind: "acquisition" as const, id: acquisition.id };
  // Another state's acquisition is not there, rather than forbidden.
  await authorise(deps, context, "correlation.read", target, subject);
  await authorise(deps, context, "correlation.request", target, subject);
  requirePurpose(context);
  await assertAcquisitionThere(deps, acquisition.id);
  if (acquisition.stage !== "verified") {
    throw new RibinError(
      "CONFLICT",
      `The acquisition is "${acquisition.stage}"; it is searched once more when it is verified.`,
    );
  }
  const at = deps.clock.now();
  const { kind, id: askedBy, work } = context.actor;
  const request: CorrelationRequest = {
    id: uuidv7(),
    ownerState: acquisition.ownerState,
    kind: "manual",
    region: acquisition.region,
    acquisitionId: acquisition.id,
    parameters: input.parameters,
    reason: assertReasons(input.reason, "reason"),
    caseNumber: input.caseNumber ?? work?.caseNumber ?? null,
    purpose: work?.purpose ?? null,
    workPurposeId: work?.id ?? null,
    askedByKind: kind,
    askedBy,
    createdAt: at,
  };
  assertDays(input.parameters);
  await deps.sql.transaction(async (tx) => {
    const cause = causeOfRequest(request.id);
    const { id: requestId, ownerState } = { ...request, ownerState: acquisition.ownerState };
    await insertRequest(tx, request);
    const verifyJobKey = makeJobKey("verify-candidates", acquisition.id, cause);
    await insertRun(tx, { requestId, acquisitionId: acquisition.id, ownerState, verifyJobKey });
    await askForJob(tx, "search-candidates", acquisition, context.requestId, at, cause);
    await recordRequest(tx, context, request, at);
  });
  return request;
}

/** A regional coordinator asks for all open crime evidence of a region to be searched anew. Errors: FORBIDDEN, PURPOSE_REQUIRED, CONFLICT, VALIDATION_FAILED. */
export async function requestCorrelationOfAll(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: Asked & { readonly region: Region; readonly parameters: CorrelationParameters },
): Promise<CorrelationRequest> {
  await authorise(deps, context, "correlation.request_all", { ownerStates: [] }, { kind: "region", id: input.region });
  requirePurpose(context);
  const reason = assertReasons(input.reason, "reason");
  assertDays(input.parameters);
  const at = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    if ((await findActiveModel(tx, input.region)) === null) {
      throw new RibinError("CONFLICT", `No model describes marks of the region ${input.region}.`);
    }
    const request = await correlateAll(tx, context, { ...input, reason }, at);
    await recordRequest(tx, context, request, at);
    return request;
  });
}

function assertDays({ occurredFrom, occurredTo }: CorrelationParameters): void {
  if (occurredFrom === undefined || occurredTo === undefined || occurredFrom <= occurredTo) return;
  throw new RibinError("VALIDATION_FAILED", "The first day is after the last.");
}

async function recordRequest(tx: SqlExecutor, context: RequestContext, request: CorrelationRequest, at: Date) {
  await insertAuditEvent(tx, context, {
    at,
    action: "correlation.requested",
    targetKind: "correlation",
    targetId: request.id,
    ownerStates: request.ownerState === null ? [] : [request.ownerState],
    detail: {
      acquisitionId: request.acquisitionId,
      region: request.region,
      parameters: request.parameters,
      ...describePurpose(context),
    },
  });
}
