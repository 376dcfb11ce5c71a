import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { type FieldError, RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type ExhibitTimes, insertExhibitTimes, listExhibitTimes } from "../../repositories/clocks/exhibit-times.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableExhibit } from "../evidence/find-readable-exhibit.ts";

export interface RecordExhibitTimesInput {
  readonly exhibitId: string;
  readonly recoveredAt: Date | null;
  readonly receivedAt: Date | null;
  readonly urgent: boolean;
  /** Required where earlier times are put right. */
  readonly reason: string | null;
}

/** Clocks of two machines differ a little. */
const SKEW_MS = 300_000;

/**
 * Says when an exhibit was recovered and received: the service clocks run from it. Earlier records stay.
 * Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED naming the fields, CONFLICT (recorded by somebody else at this moment).
 */
export async function recordExhibitTimes(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: RecordExhibitTimesInput,
): Promise<ExhibitTimes> {
  const { found, target } = await findReadableExhibit(deps, context, input.exhibitId);
  await authorise(deps, context, "exhibit_times.record", target, { kind: "exhibit", id: found.id });
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const earlier = (await listExhibitTimes(tx, found.id)).at(-1) ?? null;
    const errors = findErrors(input, earlier !== null, now);
    if (errors.length > 0) {
      const words = errors.map(({ field, message }) => `${field}: ${message}`).join("; ");
      throw new RibinError("VALIDATION_FAILED", `${words}.`, { errors });
    }
    const times = await insertExhibitTimes(tx, {
      ...input,
      id: uuidv7(),
      ownerState: found.ownerState,
      replaces: earlier?.id ?? null,
      recordedBy: context.actor.id,
      recordedAt: now,
    });
    if (times === null) {
      throw new RibinError("CONFLICT", "Somebody else recorded the exhibit's times at this moment; read them again.");
    }
    await insertAuditEvent(tx, context, {
      at: now,
      action: "exhibit.timed",
      targetKind: "exhibit",
      targetId: found.id,
      ownerStates: [found.ownerState],
      detail: { timesId: times.id, urgent: times.urgent, ...(earlier === null ? {} : { replaces: earlier.id }) },
    });
    return times;
  });
}

function findErrors(input: RecordExhibitTimesInput, corrects: boolean, now: Date): readonly FieldError[] {
  const errors: FieldError[] = [];
  const latest = now.getTime() + SKEW_MS;
  for (const field of ["recoveredAt", "receivedAt"] as const) {
    if ((input[field]?.getTime() ?? 0) > latest)
      errors.push({ field, message: "lies in the future; give when it was", problem: "in_future" });
  }
  if (input.recoveredAt !== null && input.receivedAt !== null && input.recoveredAt > input.receivedAt) {
    errors.push({
      field: "receivedAt",
      message: "lies before the recovery; correct one of the two",
      problem: "before_recovery",
    });
  }
  if (corrects && input.reason === null) {
    errors.push({
      field: "reason",
      message: "is missing; times were recorded before, say why they are put right",
      problem: "correction_needs_reason",
    });
  }
  if (!corrects && input.reason !== null) {
    errors.push({
      field: "reason",
      message: "is given but nothing is put right; leave it out",
      problem: "reason_without_correction",
    });
  }
  return errors;
}
