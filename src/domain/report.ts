/** The document of a report: what its reader needs, no more. Persons have no field here. */
import { z } from "zod";
import { custodyEventSchema, sealStateSchema } from "./custody.ts";
import { languageSchema } from "./language.ts";
import { categorySchema, conclusionSchema, exhibitTypeSchema, regionSchema, stateCodeSchema } from "./vocabulary.ts";
import { EN } from "./words/en.ts";

/** In English, as they stand beside results that have no language. */
export const { lead: LEAD_CAVEAT, hit: HIT_CAVEAT, score: SCORE_CAVEAT } = EN.caveats;

/** What of a case another state sees only after a release: one list, for reports, answers and whatever comes. No persons. */
export const caseFactsSchema = z.strictObject({
  caseNumber: z.string(),
  exhibitNumber: z.string(),
  originatingAgency: z.string().nullable(),
  agencyReference: z.string().nullable(),
  eventType: z.string(),
  occurredOn: z.string().nullable(),
  place: z.string().nullable(),
});
export type CaseFacts = z.infer<typeof caseFactsSchema>;

/** For whose work a report is written: what it may be used for is told in that reader's words. */
export const audienceSchema = z.enum(["investigator", "prosecutor", "coordinator"]);
export type Audience = z.infer<typeof audienceSchema>;

/** One standing record of an exhibit's chain of custody; the lab's own notes stay with the lab. */
const custodyEntrySchema = z.strictObject({
  at: z.string(),
  event: custodyEventSchema,
  from: z.string().nullable(),
  to: z.string().nullable(),
  place: z.string(),
  sealNumber: z.string().nullable(),
  sealState: sealStateSchema,
});
export type CustodyEntry = z.infer<typeof custodyEntrySchema>;

/** occurred, acquired: of one exhibit, told with the facts of its case only. The others are of the pair. */
const TIMELINE_EVENTS = [
  "occurred",
  "acquired",
  "proposed",
  "lead",
  "first",
  "verification",
  "consultation",
  "hit",
] as const;
const timelineEntrySchema = z.strictObject({
  /** A moment, or of "occurred" a date. */
  at: z.string(),
  event: z.enum(TIMELINE_EVENTS),
  /** 0: exhibit A, 1: exhibit B, null: the pair. */
  side: z.union([z.literal(0), z.literal(1)]).nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
export type TimelineEvent = TimelineEntry["event"];

const sideSchema = z.strictObject({
  state: stateCodeSchema,
  stateName: z.string(),
  lab: z.string(),
  labContact: z.string(),
  exhibitType: exhibitTypeSchema,
  category: categorySchema,
  calibre: z.string().nullable(),
  /** Only on the reader's own side, or where the case was released to the reader's state; null otherwise. */
  caseFacts: caseFactsSchema.nullable(),
  /** Null where the case facts are, or where the reader's role has no part in custody; documents of before this have none. */
  custody: z.array(custodyEntrySchema).nullable().default(null),
});

export const reportDocumentSchema = z.strictObject({
  number: z.string(),
  kind: z.enum(["lead", "hit"]),
  /** Of the words; codes stay as they are. Documents of before this was chosen are in English. */
  language: languageSchema.default("en"),
  issuedAt: z.string(),
  issuedTo: z.strictObject({ name: z.string(), state: stateCodeSchema }),
  /** Documents of before readers were told apart have neither this nor `guidance`: what was signed stays as it was. */
  audience: audienceSchema.optional(),
  /** What this reader may do with it, in the report's language. */
  guidance: z.string().optional(),
  linkageId: z.string(),
  sides: z.tuple([sideSchema, sideSchema]),
  /** Oldest first. */
  timeline: z.array(timelineEntrySchema).default([]),
  comparison: z
    .strictObject({
      region: regionSchema,
      method: z.string(),
      methodVersion: z.string(),
      score: z.number(),
      cellsCongruent: z.number().nullable(),
      cellsUsable: z.number().nullable(),
      correlation: z.number(),
      /** What described the marks for the search that proposed the pair. */
      model: z.strictObject({ id: z.string(), version: z.string() }).nullable().default(null),
      /** Where the agreement rests on marks that other firearms of the make may share: in words, which. */
      subclassRisk: z.string().nullable().default(null),
      /** Of the fitted ratios, or why there is none. Null in hit reports, which say what examiners concluded. */
      likelihood: z
        .union([
          z.strictObject({
            log10Lr: z.number(),
            bounded: z.boolean(),
            lower: z.number(),
            upper: z.number(),
            population: z.string(),
            caveat: z.string(),
          }),
          z.strictObject({ reason: z.string() }),
        ])
        .nullable()
        .default(null),
    })
    .nullable(),
  /** Two bullets compared over all phases of their lands: what the linkage's score is of. Null for anything else. */
  bullets: z
    .strictObject({ method: z.string(), methodVersion: z.string(), score: z.number(), landPairs: z.number() })
    .nullable()
    .default(null),
  /** Empty for a lead: a review from images is not a conclusion. */
  conclusions: z.array(
    z.strictObject({
      part: z.enum(["first", "verification", "consultation"]),
      conclusion: conclusionSchema,
      examinerState: stateCodeSchema,
      recordedAt: z.string(),
    }),
  ),
  caveats: z.array(z.string()),
});
export type ReportDocument = z.infer<typeof reportDocumentSchema>;
export type ReportSide = z.infer<typeof sideSchema>;
