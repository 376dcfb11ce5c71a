import { z } from "zod";
import { dayInputSchema, momentInputSchema } from "../../domain/calendar-bounds.ts";
import { exhibitTypeSchema, stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, optionalTextSchema, textSchema } from "./primitives.ts";

export const exhibitTimesSchema = z
  .object({
    id: idSchema,
    exhibitId: idSchema,
    recoveredAt: momentSchema.nullable(),
    receivedAt: momentSchema.nullable(),
    urgent: z.boolean(),
    replaces: idSchema.nullable().describe("The record whose place it takes; that one stays."),
    reason: z.string().nullable(),
    recordedBy: idSchema,
    recordedAt: momentSchema,
  })
  .meta({
    id: "ExhibitTimes",
    description: "When an exhibit was recovered and received: what the service clocks run from.",
  });

export const newExhibitTimesSchema = z.strictObject({
  recoveredAt: momentInputSchema.nullable().default(null).describe("At the scene, or where it was found."),
  receivedAt: momentInputSchema
    .nullable()
    .default(null)
    .describe(
      "By the lab; where it is left out, the receipt of the chain of custody counts, or else the entry of the exhibit.",
    ),
  urgent: z.boolean().default(false).describe("24 hours instead of 48; a case of high profile is urgent by itself."),
  reason: optionalTextSchema(1000).describe("Where times were recorded before: why they are put right."),
});

export const waitingSchema = z
  .object({
    exhibitId: idSchema,
    exhibitNumber: z.string(),
    type: exhibitTypeSchema,
    caseId: idSchema,
    caseNumber: z.string().nullable().describe("Null for a station whose token does not reach cases."),
    state: stateCodeSchema,
    labId: idSchema,
    receivedAt: momentSchema,
    urgent: z.boolean(),
    dueAt: momentSchema.describe(
      "The end of the second business day after the day of receipt, in the state's time zone.",
    ),
    overdue: z.boolean(),
  })
  .meta({ id: "WaitingExhibit", description: "An exhibit that was received and not acquired." });

export const calendarDaySchema = z
  .object({
    id: idSchema,
    state: stateCodeSchema,
    day: z.string(),
    kind: z.enum(["holiday", "working"]),
    name: z.string(),
    recordedBy: idSchema,
    recordedAt: momentSchema,
  })
  .meta({
    id: "CalendarDay",
    description: "What a state recorded of one day; of two records of a day the newer counts.",
  });

export const newCalendarDaySchema = z.strictObject({
  state: stateCodeSchema,
  day: dayInputSchema,
  kind: z.enum(["holiday", "working"]).describe("working: worked, although it is a weekend or a holiday by the rules."),
  name: textSchema(200),
});

export const calendarSchema = z
  .object({
    state: stateCodeSchema,
    year: z.int(),
    timeZone: z.string(),
    holidays: z.array(z.object({ day: z.string(), name: z.string() })).describe("By the state's rules."),
    recorded: z.array(calendarDaySchema).describe("Beside the rules, and before them."),
  })
  .meta({ id: "Calendar", description: "By which days a state's service clocks are counted." });

export const queueSchema = z
  .object({
    labId: idSchema,
    labName: z.string(),
    state: stateCodeSchema,
    candidates: z.object({
      open: z.int().describe("Not reviewed."),
      unviewed: z.int().describe("Of these, whose evidence no examiner of the state opened."),
      overdue: z.int(),
      oldestAt: momentSchema.nullable(),
      medianAgeHours: z.number().nullable(),
    }),
    acquisitions: z.object({
      waiting: z.int().describe("Exhibits received and not acquired."),
      overdue: z.int(),
      oldestAt: momentSchema.nullable(),
    }),
  })
  .meta({ id: "Queue", description: "What waits in a lab." });
