import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { type CustodyFacts, findCustodyErrors, hashCustody } from "../../domain/custody.ts";
import { type FieldError, RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type CustodyRecord, insertCustodyRecord, lockCustody } from "../../repositories/evidence/custody-records.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableExhibit } from "./find-readable-exhibit.ts";

export interface RecordCustodyInput extends CustodyFacts {
  readonly exhibitId: string;
  /** The record that this one puts right; that one stays as it was written. */
  readonly corrects: string | null;
  readonly correctionReason: string | null;
}

/**
 * Appends a record to an exhibit's chain of custody; its SHA-256 goes into the audit trail with it. Errors: NOT_FOUND (also of a record
 * to be corrected), FORBIDDEN, VALIDATION_FAILED naming the fields, CONFLICT (the record was corrected before).
 */
export async function recordCustody(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: RecordCustodyInput,
): Promise<CustodyRecord> {
  const { found, target } = await findReadableExhibit(deps, context, input.exhibitId);
  await authorise(deps, context, "custody.record", target, { kind: "exhibit", id: found.id });
  const now = deps.clock.now();
  const { corrects } = input;
  if ((corrects === null) !== (input.correctionReason === null)) {
    throw refuse([
      {
        field: "correctionReason",
        message: "A correction names its record and its reason; nothing else has one",
        problem: "correction_without_reason",
      },
    ]);
  }
  return deps.sql.transaction(async (tx) => {
    const records = await lockCustody(tx, found.id);
    const old = records.find(({ id }) => id === corrects);
    if (corrects !== null && old === undefined) throw new RibinError("NOT_FOUND", "The exhibit has no such record.");
    if (old !== undefined && old.correctedBy !== null) {
      throw new RibinError("CONFLICT", "The record was corrected before; correct the newer one.");
    }
    const others = records.filter(({ id, correctedBy }) => correctedBy === null && id !== corrects);
    const errors = findCustodyErrors(input, others, now);
    if (errors.length > 0) throw refuse(errors);
    const identity = { id: uuidv7(), ownerState: found.ownerState, recordedBy: context.actor.id, recordedAt: now };
    const content = { ...input, ...identity, exhibitId: found.id };
    const record = { ...content, sha256: hashCustody(content) };
    await insertCustodyRecord(tx, record);
    await insertAuditEvent(tx, context, {
      at: now,
      action: corrects === null ? "custody.recorded" : "custody.corrected",
      targetKind: "exhibit",
      targetId: found.id,
      ownerStates: [found.ownerState],
      detail: {
        custodyId: record.id,
        event: record.event,
        sha256: record.sha256,
        ...(corrects === null ? {} : { corrects }),
      },
    });
    return { ...record, correctedBy: null };
  });
}

function refuse(errors: readonly FieldError[]): RibinError {
  const words = errors.map(({ field, message }) => `${field}: ${message}`).join("; ");
  return new RibinError("VALIDATION_FAILED", `${words}.`, { errors });
}
