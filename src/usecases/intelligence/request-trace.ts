import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { TraceAddressee } from "../../domain/intelligence/firearm.ts";
import { composeTraceForm } from "../../domain/intelligence/trace-form.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findCase } from "../../repositories/evidence/cases.ts";
import { listFirearmRecords } from "../../repositories/intelligence/firearm-records.ts";
import { insertTraceRequest } from "../../repositories/intelligence/trace-requests.ts";
import { findLab } from "../../repositories/people/labs.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableExhibit } from "../evidence/find-readable-exhibit.ts";
import { refuseFields } from "./refuse-fields.ts";
import { type TraceRequestView, viewTraceRequest } from "./view-trace-request.ts";

export interface RequestTraceInput {
  readonly exhibitId: string;
  readonly addressee: TraceAddressee;
  /** Calendar date. */
  readonly requestedOn: string;
}

/**
 * Makes the form of a request to trace a firearm of the own state, and records that it was made. What the form lacks is named in it; it is
 * made all the same. Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, CONFLICT (nothing is recorded of the firearm).
 */
export async function requestTrace(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: RequestTraceInput,
): Promise<TraceRequestView> {
  const { found, target } = await findReadableExhibit(deps, context, input.exhibitId);
  await authorise(deps, context, "trace.request", target, { kind: "exhibit", id: found.id });
  const record = (await listFirearmRecords(deps.sql, found.id)).at(-1);
  if (record === undefined) {
    throw new RibinError("CONFLICT", "Nothing is recorded of this firearm; record it first, then ask for its trace.");
  }
  const now = deps.clock.now();
  if (input.requestedOn > now.toISOString().slice(0, 10)) {
    refuseFields([
      {
        field: "requestedOn",
        message: "It lies in the future; give the day on which it is asked for",
        problem: "in_future",
      },
    ]);
  }
  const of = await findCase(deps.sql, found.caseId);
  const lab = of === null ? null : await findLab(deps.sql, of.labId);
  if (of === null || lab === null) throw new RibinError("NOT_FOUND");
  const id = uuidv7();
  const form = composeTraceForm(record, {
    addressee: input.addressee,
    requestId: id,
    state: found.ownerState,
    lab: lab.name,
    labContact: lab.contact,
    caseNumber: of.caseNumber,
    exhibitNumber: found.exhibitNumber,
    requestedOn: input.requestedOn,
    calibre: found.calibre,
  });
  const request = {
    ...input,
    id,
    ownerState: found.ownerState,
    firearmRecordId: record.id,
    form,
    requestedBy: context.actor.id,
    createdAt: now,
  };
  await deps.sql.transaction(async (tx) => {
    await insertTraceRequest(tx, request);
    await insertAuditEvent(tx, context, {
      at: now,
      action: "trace.requested",
      targetKind: "exhibit",
      targetId: found.id,
      ownerStates: [found.ownerState],
      detail: { traceRequestId: id, addressee: input.addressee, missing: form.missing },
    });
  });
  return viewTraceRequest(request, []);
}
