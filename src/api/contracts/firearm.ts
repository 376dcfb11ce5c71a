import { z } from "zod";
import { dayInputSchema } from "../../domain/calendar-bounds.ts";
import {
  countrySchema,
  firearmKindSchema,
  recoverySchema,
  serialStateSchema,
  traceAddresseeSchema,
  traceOutcomeSchema,
} from "../../domain/intelligence/firearm.ts";
import { TRACE_FIELDS } from "../../domain/intelligence/trace-form.ts";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, optionalTextSchema } from "./primitives.ts";

const daySchema = z.iso.date().meta({ examples: ["2026-03-14"] });
const CORRECTS = "The record that this one puts right; that one stays.";
const REASON = "Of a correction, and of nothing else.";

export const firearmRecordSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    exhibitId: idSchema,
    kind: firearmKindSchema,
    make: z.string().nullable(),
    model: z.string().nullable(),
    serialNumber: z.string().nullable(),
    serialState: serialStateSchema,
    countryOfOrigin: z.string().nullable().describe("ISO 3166-1 alpha-2: where it was made."),
    importMarks: z.string().nullable(),
    recovery: recoverySchema,
    recoveredOn: daySchema,
    recoveryPlace: z.string().nullable(),
    corrects: idSchema.nullable().describe(CORRECTS),
    correctionReason: z.string().nullable().describe("Null for a reader of another state."),
    recordedBy: idSchema,
    recordedAt: momentSchema,
  })
  .meta({ id: "FirearmRecord", description: "What was recorded of a recovered firearm. It is never changed." });

export const firearmRecordsSchema = z.object({
  items: z.array(firearmRecordSchema).describe("Oldest first; the last stands."),
});

export const newFirearmRecordSchema = z.strictObject({
  kind: firearmKindSchema,
  make: optionalTextSchema(120),
  model: optionalTextSchema(120),
  serialNumber: optionalTextSchema(80).describe("As it is read; ? for a sign that cannot be read."),
  serialState: serialStateSchema,
  countryOfOrigin: countrySchema.nullable().default(null).describe("ISO 3166-1 alpha-2: where it was made."),
  importMarks: optionalTextSchema(200),
  recovery: recoverySchema,
  recoveredOn: dayInputSchema,
  recoveryPlace: optionalTextSchema(200),
  corrects: idSchema.nullable().default(null).describe(CORRECTS),
  correctionReason: optionalTextSchema(1000).describe(REASON),
});

export const traceOutcomeRecordSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    traceRequestId: idSchema,
    outcome: traceOutcomeSchema.describe(
      "traced: to where it left the legal market; established: that, by a competent authority otherwise.",
    ),
    reference: z.string().nullable().describe("The addressee's number."),
    divertedIn: z.string().nullable().describe("Where it left the legal market, ISO 3166-1 alpha-2."),
    answeredOn: daySchema,
    note: z.string().nullable(),
    corrects: idSchema.nullable(),
    correctionReason: z.string().nullable(),
    recordedBy: idSchema,
    recordedAt: momentSchema,
  })
  .meta({ id: "TraceOutcome", description: "What a request to trace came to. It is never changed." });

export const newTraceOutcomeSchema = z.strictObject({
  outcome: traceOutcomeSchema,
  reference: optionalTextSchema(100),
  divertedIn: countrySchema.nullable().default(null),
  answeredOn: dayInputSchema,
  note: optionalTextSchema(1000).describe("Never persons."),
  corrects: idSchema.nullable().default(null).describe(CORRECTS),
  correctionReason: optionalTextSchema(1000).describe(REASON),
});

export const traceFormSchema = z
  .object({
    format: z.literal("ribin-trace-request/1"),
    addressee: traceAddresseeSchema,
    requestId: idSchema,
    state: z.string(),
    lab: z.string(),
    labContact: z.string(),
    caseNumber: z.string(),
    exhibitNumber: z.string(),
    requestedOn: daySchema,
    fields: z.object(
      Object.fromEntries(TRACE_FIELDS.map((name) => [name, z.string().nullable()])) as Record<
        (typeof TRACE_FIELDS)[number],
        z.ZodNullable<z.ZodString>
      >,
    ),
    serialState: serialStateSchema,
    missing: z.array(z.enum(TRACE_FIELDS)).describe("Required fields that the records do not give."),
  })
  .meta({ id: "TraceForm", description: "The form of a request, as it was made." });

export const traceRequestSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    exhibitId: idSchema,
    firearmRecordId: idSchema.describe("The record that the form was made of."),
    addressee: traceAddresseeSchema,
    requestedOn: daySchema,
    form: traceFormSchema,
    requestedBy: idSchema,
    createdAt: momentSchema,
    outcomes: z.array(traceOutcomeRecordSchema).describe("Oldest first; the last stands."),
  })
  .meta({ id: "TraceRequest", description: "A request to trace a firearm, of the own state only." });

export const newTraceRequestSchema = z.strictObject({
  addressee: traceAddresseeSchema,
  requestedOn: dayInputSchema,
});
