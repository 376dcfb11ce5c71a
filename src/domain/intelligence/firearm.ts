/** What is recorded of a firearm that was recovered, and of the requests to trace it. */
import { z } from "zod";
import type { FieldError } from "../errors.ts";

/** Kinds as in the national reports on the UN Programme of Action. */
const FIREARM_KINDS = [
  "revolver or self-loading pistol",
  "rifle or carbine",
  "shotgun",
  "sub-machine gun",
  "assault rifle",
  "light machine gun",
  "light weapon",
  "craft-made firearm",
  "other",
  "unknown",
] as const;
export const firearmKindSchema = z.enum(FIREARM_KINDS);
export type FirearmKind = z.infer<typeof firearmKindSchema>;

const SERIAL_STATES = ["legible", "partly legible", "obliterated", "none", "not examined"] as const;
export const serialStateSchema = z.enum(SERIAL_STATES);
export type SerialState = z.infer<typeof serialStateSchema>;

const RECOVERIES = ["seized", "found", "surrendered"] as const;
export const recoverySchema = z.enum(RECOVERIES);
export type Recovery = z.infer<typeof recoverySchema>;

/** "competent authority": the state's own, where an origin is established otherwise than by tracing. */
const TRACE_ADDRESSEES = ["eTrace", "iARMS", "competent authority"] as const;
export const traceAddresseeSchema = z.enum(TRACE_ADDRESSEES);
export type TraceAddressee = z.infer<typeof traceAddresseeSchema>;

/** traced: by tracing, to where it left the legal market; established: that, by a competent authority otherwise. */
const TRACE_OUTCOMES = ["traced", "established", "not traced", "not traceable", "refused"] as const;
export const traceOutcomeSchema = z.enum(TRACE_OUTCOMES);
export type TraceOutcomeCode = z.infer<typeof traceOutcomeSchema>;

export const countrySchema = z
  .string()
  .regex(/^[A-Z]{2}$/, "Give the country's two capital letters of ISO 3166-1, e.g. US");

export interface FirearmFacts {
  readonly kind: FirearmKind;
  readonly make: string | null;
  readonly model: string | null;
  readonly serialNumber: string | null;
  readonly serialState: SerialState;
  readonly countryOfOrigin: string | null;
  readonly importMarks: string | null;
  readonly recovery: Recovery;
  /** Calendar date, YYYY-MM-DD. */
  readonly recoveredOn: string;
  readonly recoveryPlace: string | null;
}

/** The fields that do not fit each other, or lie after `today`. */
export function findFirearmErrors(facts: FirearmFacts, today: string): FieldError[] {
  const errors: FieldError[] = [];
  const read = facts.serialState === "legible" || facts.serialState === "partly legible";
  if (read && facts.serialNumber === null) {
    errors.push({
      field: "serialNumber",
      message: `Give what is read of it: the serial number is ${facts.serialState}`,
      problem: "serial_missing",
    });
  }
  if (facts.serialNumber !== null && (facts.serialState === "none" || facts.serialState === "not examined")) {
    errors.push({
      field: "serialState",
      message: "A serial number is given; say how it was read",
      problem: "serial_state",
    });
  }
  if (facts.recoveredOn > today) {
    errors.push({
      field: "recoveredOn",
      message: "It lies in the future; record what has happened",
      problem: "in_future",
    });
  }
  return errors;
}
