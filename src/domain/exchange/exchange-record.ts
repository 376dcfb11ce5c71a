/** What is exchanged with other systems of the own state, whatever the file's format: docs/exchange.md. */

import { z } from "zod";
import { dayInputSchema } from "../calendar-bounds.ts";
import { classCharacteristicsSchema } from "../class-characteristics.ts";
import { explainFault } from "../errors/explain-fault.ts";
import type { FieldProblem } from "../errors/field-problems.ts";
import type { FieldFault } from "../errors.ts";
import {
  castPolaritySchema,
  categorySchema,
  eventTypeSchema,
  exhibitTypeSchema,
  stateCodeSchema,
} from "../vocabulary.ts";

/** The lengths are those of the API's contracts: what is imported could have been entered. */
function text(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine((value) => !value.includes("\u0000"), {
      message: "The text has a NUL character; remove it",
      params: { problem: "has_nul" satisfies FieldProblem },
    });
}

const optionalText = (maxLength: number) => text(maxLength).nullable().default(null);

export const exchangeCaseSchema = z.strictObject({
  caseNumber: text(100),
  originatingAgency: optionalText(200),
  agencyReference: optionalText(200),
  eventType: eventTypeSchema,
  occurredOn: dayInputSchema.nullable().default(null),
  place: optionalText(300),
  restricted: z.boolean().default(false),
  highProfile: z.boolean().default(false),
  comment: optionalText(4000),
});
export type ExchangeCase = z.infer<typeof exchangeCaseSchema>;

const exhibitNameSchema = z.strictObject({ caseNumber: text(100), exhibitNumber: text(100) });

export const exchangeExhibitSchema = z
  .strictObject({
    caseNumber: text(100),
    exhibitNumber: text(100),
    type: exhibitTypeSchema,
    category: categorySchema.default("CE"),
    parent: exhibitNameSchema.nullable().default(null),
    castPolarity: castPolaritySchema.nullable().default(null),
    /** As the lab wrote it; null: unknown. */
    calibre: optionalText(80),
    characteristics: classCharacteristicsSchema.default({}),
    comment: optionalText(4000),
  })
  .superRefine(({ category, parent, castPolarity }, check) => {
    const refuse = (path: string, message: string, problem: FieldProblem) =>
      check.addIssue({ code: "custom", path: [path], message, params: { problem } });
    if (category !== "CAST") {
      if (parent !== null) refuse("parent", "Only a CAST has a parent exhibit", "only_cast");
      if (castPolarity !== null) refuse("castPolarity", "Only a CAST has a polarity; leave it out", "only_cast");
      return;
    }
    if (parent === null) refuse("parent", "A CAST names the exhibit that it replicates", "needs_parent");
    if (castPolarity === null) refuse("castPolarity", "A CAST is negative or positive", "needs_polarity");
  });
export type ExchangeExhibit = z.infer<typeof exchangeExhibitSchema>;

/** Told, never taken over: a hit needs two examiners where it is recorded. */
export const exchangeHitSchema = z.strictObject({
  id: z.uuid(),
  caseNumber: text(100),
  otherState: stateCodeSchema,
  /** Null where the other state did not release its case. */
  otherCaseNumber: optionalText(100),
  confirmedOn: dayInputSchema,
});
export type ExchangeHit = z.infer<typeof exchangeHitSchema>;

const removedCaseSchema = z.strictObject({ caseNumber: text(100) });
export const removedExhibitSchema = exhibitNameSchema;
const removedHitSchema = z.strictObject({ id: z.uuid() });

export const RECORD_SCHEMAS = {
  case: exchangeCaseSchema,
  exhibit: exchangeExhibitSchema,
  hit: exchangeHitSchema,
  removed_case: removedCaseSchema,
  removed_exhibit: removedExhibitSchema,
  removed_hit: removedHitSchema,
} as const;
export type RecordKind = keyof typeof RECORD_SCHEMAS;

export type ExchangeRecord = {
  readonly [Kind in RecordKind]: { readonly kind: Kind; readonly value: z.infer<(typeof RECORD_SCHEMAS)[Kind]> };
}[RecordKind];

/** A record and where the file has it, e.g. "line 12" or "row 3"; or what is wrong there, field by field. */
export type ReadRecord =
  | { readonly place: string; readonly record: ExchangeRecord }
  | { readonly place: string; readonly errors: readonly RecordFault[] };

/** What is wrong with a field of a record; its name is the file's. */
export type RecordFault = FieldFault & { readonly field: string };

/** Checks what a file says of a record. */
export function parseRecord(kind: RecordKind, place: string, value: unknown): ReadRecord {
  const parsed = RECORD_SCHEMAS[kind].safeParse(value);
  if (parsed.success) return { place, record: { kind, value: parsed.data } as ExchangeRecord };
  return { place, errors: parsed.error.issues.map((issue) => explainIssue(issue, kind, value)) };
}

/** The words are zod's, as they were before there were codes. */
function explainIssue(issue: z.core.$ZodIssue, kind: RecordKind, value: unknown): RecordFault {
  const { path, message, code } = issue;
  const field = path.join(".") || kind;
  const typed = code === "invalid_type" || code === "invalid_value";
  if (typed && isMissing(value, path)) return { field, message, problem: "required" };
  return { ...explainFault({ instancePath: field, keyword: code, message, params: { ...issue } }), field, message };
}

/** A table has an empty cell where a record has nothing. */
function isMissing(value: unknown, path: readonly PropertyKey[]): boolean {
  const at = path.reduce<unknown>((within, key) => Object(within)[key], value);
  return at === null || at === undefined;
}

/** By which a record is the same one in the file and in the system; within one state. */
export function nameRecord({ kind, value }: ExchangeRecord): string {
  if (kind === "case" || kind === "removed_case") return value.caseNumber;
  if (kind === "hit" || kind === "removed_hit") return value.id;
  return JSON.stringify([value.caseNumber, value.exhibitNumber]);
}
