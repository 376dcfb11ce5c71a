/** The form of a request to trace a firearm: what eTrace (ATF) and iARMS (INTERPOL) ask for, and what of it is missing. */
import type { FirearmFacts, TraceAddressee } from "./firearm.ts";

/** In the order of the form. */
export const TRACE_FIELDS = [
  "kind",
  "make",
  "model",
  "calibre",
  "serialNumber",
  "countryOfOrigin",
  "importMarks",
  "recovery",
  "recoveredOn",
  "recoveryPlace",
] as const;
export type TraceField = (typeof TRACE_FIELDS)[number];

/** Without which a request is not complete: domain terms of both systems. */
const REQUIRED: readonly TraceField[] = [
  "make",
  "model",
  "calibre",
  "serialNumber",
  "countryOfOrigin",
  "recoveredOn",
  "recoveryPlace",
];

export interface TraceForm {
  readonly format: "ribin-trace-request/1";
  readonly addressee: TraceAddressee;
  readonly requestId: string;
  /** The state that asks, and its lab. */
  readonly state: string;
  readonly lab: string;
  readonly labContact: string;
  readonly caseNumber: string;
  readonly exhibitNumber: string;
  readonly requestedOn: string;
  readonly fields: Readonly<Record<TraceField, string | null>>;
  readonly serialState: FirearmFacts["serialState"];
  /** Required fields that the records do not give. */
  readonly missing: readonly TraceField[];
}

export function composeTraceForm(
  facts: FirearmFacts,
  rest: Omit<TraceForm, "format" | "fields" | "missing" | "serialState"> & { readonly calibre: string | null },
): TraceForm {
  const { calibre, ...identity } = rest;
  const fields: Record<TraceField, string | null> = {
    kind: facts.kind,
    make: facts.make,
    model: facts.model,
    calibre,
    serialNumber: facts.serialNumber,
    countryOfOrigin: facts.countryOfOrigin,
    importMarks: facts.importMarks,
    recovery: facts.recovery,
    recoveredOn: facts.recoveredOn,
    recoveryPlace: facts.recoveryPlace,
  };
  return {
    format: "ribin-trace-request/1",
    ...identity,
    fields,
    serialState: facts.serialState,
    missing: REQUIRED.filter((field) => fields[field] === null),
  };
}
