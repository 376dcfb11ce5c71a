/** The chain of custody of an exhibit: what may follow what, and what each record must say. */
import { z } from "zod";
import { hashText } from "./audit-record.ts";
import type { FieldProblem } from "./errors/field-problems.ts";
import type { FieldError } from "./errors.ts";

/**
 * received: into the lab's custody; transferred: from one holder to another; moved: to another place with the same holder; opened: the
 * seal was broken to work on it; resealed: under a new seal; returned: out of the lab's custody; destroyed: it is no more.
 */
const CUSTODY_EVENTS = ["received", "transferred", "moved", "opened", "resealed", "returned", "destroyed"] as const;
export const custodyEventSchema = z.enum(CUSTODY_EVENTS);
export type CustodyEvent = z.infer<typeof custodyEventSchema>;

/** How the seal was found or left; "none": the exhibit was not sealed. */
const SEAL_STATES = ["intact", "broken", "none"] as const;
export const sealStateSchema = z.enum(SEAL_STATES);
export type SealState = z.infer<typeof sealStateSchema>;

export interface CustodyFacts {
  readonly event: CustodyEvent;
  readonly occurredAt: Date;
  /** Officers and offices that had or took it; never victims, witnesses or suspects. */
  readonly fromHolder: string | null;
  readonly toHolder: string | null;
  readonly place: string;
  readonly sealNumber: string | null;
  readonly sealState: SealState;
  readonly purpose: string;
  readonly note: string | null;
}

export interface CustodyIdentity {
  readonly id: string;
  readonly ownerState: string;
  readonly exhibitId: string;
  readonly corrects: string | null;
  readonly correctionReason: string | null;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

const HANDS_OVER: readonly CustodyEvent[] = ["received", "transferred", "returned"];

/** The fields of a record that do not fit its event; `others` are the standing records of the exhibit without the one that is corrected. */
export function findCustodyErrors(facts: CustodyFacts, others: readonly CustodyFacts[], now: Date): FieldError[] {
  const errors: FieldError[] = [];
  const need = (holds: boolean, field: string, problem: FieldProblem, message: string) => {
    if (!holds) errors.push({ field, message, problem });
  };
  const { event, sealNumber, sealState, occurredAt } = facts;
  const moment = occurredAt.getTime();
  need(moment <= now.getTime(), "occurredAt", "in_future", "It lies in the future; record what has happened");
  if (HANDS_OVER.includes(event)) {
    need(facts.fromHolder !== null, "fromHolder", "giver_missing", `Name who gave it: it was ${event}`);
    need(facts.toHolder !== null, "toHolder", "taker_missing", `Name who took it: it was ${event}`);
  }
  if (sealState !== "none")
    need(sealNumber !== null, "sealNumber", "seal_number", 'Give the seal\'s number, or the state "none"');
  if (event === "opened")
    need(sealState !== "intact", "sealState", "seal_opened", 'Opening breaks the seal: "broken", or "none"');
  if (event === "resealed") need(sealState === "intact", "sealState", "seal_renewed", 'A new seal is "intact"');
  const before = others.filter((other) => other.occurredAt.getTime() <= moment).sort(byTime);
  const after = others.filter((other) => other.occurredAt.getTime() > moment);
  const last = before.at(-1)?.event;
  if (last === undefined)
    need(event === "received", "event", "custody_begins", 'A chain of custody begins with "received"');
  if (last === "returned")
    need(event === "received", "event", "custody_returned", 'It was returned; it can only be "received" again');
  need(
    last !== "destroyed",
    "event",
    "custody_destroyed",
    "It was destroyed before; correct that record if it is wrong",
  );
  if (event === "destroyed")
    need(after.length === 0, "occurredAt", "custody_goes_on", "Something is recorded of it after this moment");
  return errors;
}

function byTime(a: CustodyFacts, b: CustodyFacts): number {
  return a.occurredAt.getTime() - b.occurredAt.getTime();
}

/** As events of the audit trail are: canonical JSON of texts and nulls. Its SHA-256 stands in the record's audit event. */
export function hashCustody(record: CustodyFacts & CustodyIdentity): string {
  return hashText(
    JSON.stringify({
      correctionReason: record.correctionReason,
      corrects: record.corrects,
      event: record.event,
      exhibitId: record.exhibitId,
      format: "ribin-custody/1",
      fromHolder: record.fromHolder,
      id: record.id,
      note: record.note,
      occurredAt: record.occurredAt.toISOString(),
      ownerState: record.ownerState,
      place: record.place,
      purpose: record.purpose,
      recordedAt: record.recordedAt.toISOString(),
      recordedBy: record.recordedBy,
      sealNumber: record.sealNumber,
      sealState: record.sealState,
      toHolder: record.toHolder,
    }),
  );
}
