import { z } from "zod";
import { dayInputSchema } from "../../domain/calendar-bounds.ts";
import { firearmKindSchema } from "../../domain/intelligence/firearm.ts";
import { groupingSchema } from "../../domain/intelligence/statistics.ts";
import { stateCodeSchema } from "../../domain/vocabulary.ts";

const daySchema = z.iso.date().meta({ examples: ["2026-01-01"] });

export const periodQuery = {
  from: dayInputSchema.optional().describe("The first day, UTC; where it is left out, twelve months before `to`."),
  to: dayInputSchema
    .optional()
    .describe("The first day after the period, UTC; where it is left out, the first day of the next month."),
};

const WITHHELD = "null: under 3 of other states, or withheld with such a number.";
const count = z.int().nullable().describe(WITHHELD);
const turnaroundSchema = z
  .object({
    count: count,
    median: z.number().nullable().describe("Hours."),
    p90: z.number().nullable().describe("Hours, the 90th percentile."),
  })
  .meta({ id: "Turnaround", description: "Of what was measured; null where nothing was, or where it is withheld." });

/** Of what the rows are grouped by; a member that was not asked for is null. */
const statisticsRowSchema = z
  .object({
    state: z.string().nullable().describe('A state\'s code, or "others": all other states together.'),
    lab: z.string().nullable(),
    calibre: z.string().nullable().describe('Canonical code, or "unknown".'),
    region: z.string().nullable().describe('Region of interest, or "unknown".'),
    month: z.string().nullable().describe("YYYY-MM"),
    acquisitions: count,
    candidates: count.describe(`Pairs of exhibits that were proposed. ${WITHHELD}`),
    viewedInTime: count.describe("Of these, reviewed within 48 hours, 24 of a high-profile case."),
    viewedLate: count,
    notViewed: count.describe("Of these, not reviewed though their time is over."),
    leads: count,
    hits: count,
    receiptToAcquisition: turnaroundSchema,
    acquisitionToLead: turnaroundSchema,
    leadToHit: turnaroundSchema,
  })
  .meta({ id: "StatisticsRow", description: "Defined in docs/statistics.md." });

export const statisticsQuery = z.strictObject({
  ...periodQuery,
  by: z
    .string()
    .default("state")
    .transform((text) => [...new Set(text.split(",").filter((part) => part !== ""))])
    .pipe(z.array(groupingSchema))
    .describe("What the rows are grouped by, separated by commas: state, lab, calibre, region, month; empty: one row.")
    .meta({ examples: ["state,month"] }),
  others: z
    .stringbool()
    .default(false)
    .describe("For a national coordinator: with the other states' numbers taken together; whole months only."),
});

export const statisticsSchema = z
  .object({
    from: daySchema,
    to: daySchema,
    by: z.array(groupingSchema),
    others: z.boolean(),
    rows: z.array(statisticsRowSchema),
  })
  .meta({ id: "Statistics" });

export const flowsQuery = z.strictObject(periodQuery);

export const flowsSchema = z
  .object({
    from: daySchema,
    to: daySchema,
    rows: z.array(
      z
        .object({
          month: z.string().describe("Of the hits, YYYY-MM."),
          fromState: stateCodeSchema,
          toState: stateCodeSchema,
          directed: z
            .boolean()
            .describe(
              "From the earlier occurrence to the later one, where the reader may know both dates; otherwise no order.",
            ),
          hits: z.int(),
        })
        .meta({ id: "Flow", description: "Hits between two states in one month." }),
    ),
  })
  .meta({ id: "Flows" });

const year = z.coerce.number().int().min(1990).max(2100);
export const armsTablesQuery = z.strictObject({
  first: year.optional().describe("The first year of recovery; where it is left out, four years before the last."),
  last: year.optional().describe("The last year of recovery; where it is left out, this year."),
});

const armsCounts = {
  arms: z.int().describe("Firearms that were seized, found or surrendered."),
  seized: z.int(),
  found: z.int(),
  surrendered: z.int(),
  marked: z.int().describe("With a serial number that was read, in whole or in part."),
  markedKnown: z.int().describe("Of the marked ones, with an origin that was traced or established."),
  requested: z.int().describe("That somebody was asked to trace."),
  traced: z.int(),
  established: z.int().describe("Not traced, but established by a competent authority."),
  notTraced: z.int().describe("Answered, and the origin is not known."),
  waiting: z.int().describe("Asked for, and not answered."),
};

export const armsTablesSchema = z
  .object({
    first: z.int(),
    last: z.int(),
    indicator: z.array(
      z
        .object({
          state: stateCodeSchema.nullable().describe("null: all states of the answer together."),
          year: z.int(),
          ...armsCounts,
          share: z.number().nullable().describe("SDG 16.4.2: (traced + established) / arms, 0 to 1."),
          markedShare: z.number().nullable().describe("markedKnown / marked."),
        })
        .meta({ id: "ArmsIndicator" }),
    ),
    byKind: z.array(
      z
        .object({ state: stateCodeSchema, year: z.int(), kind: firearmKindSchema, ...armsCounts })
        .meta({ id: "ArmsByKind" }),
    ),
  })
  .meta({ id: "ArmsTables", description: "Defined in docs/statistics.md." });
