import { z } from "zod";
import { momentInputSchema } from "../../domain/calendar-bounds.ts";
import { custodyEventSchema, sealStateSchema } from "../../domain/custody.ts";
import { idSchema, momentSchema, optionalTextSchema, textSchema } from "./primitives.ts";

const HOLDER = "An officer or office, by name or number; never a victim, witness or suspect.";
const WHAT =
  "received: into the lab's custody; transferred: from one holder to another; moved: to another place; opened: the seal was broken " +
  "to work on it; resealed; returned: out of the lab's custody; destroyed.";

export const custodySchema = z
  .object({
    id: idSchema,
    exhibitId: idSchema,
    event: custodyEventSchema.describe(WHAT),
    occurredAt: momentSchema,
    fromHolder: z.string().nullable().describe(HOLDER),
    toHolder: z.string().nullable().describe(HOLDER),
    place: z.string(),
    sealNumber: z.string().nullable(),
    sealState: sealStateSchema.describe("How the seal was left; none: it was not sealed."),
    purpose: z.string(),
    note: z.string().nullable().describe("Null for a reader of another state."),
    corrects: idSchema.nullable().describe("The record that this one puts right."),
    correctionReason: z.string().nullable().describe("Null for a reader of another state."),
    correctedBy: idSchema.nullable().describe("The record that puts this one right; null: it stands."),
    sha256: z.string().describe("Stands in the audit trail with the record."),
    recordedBy: idSchema,
    recordedAt: momentSchema,
  })
  .meta({ id: "CustodyRecord", description: "One step of an exhibit's chain of custody. It is never changed." });

export const newCustodySchema = z.strictObject({
  event: custodyEventSchema.describe(WHAT),
  occurredAt: momentInputSchema,
  fromHolder: optionalTextSchema(200).describe(HOLDER),
  toHolder: optionalTextSchema(200).describe(HOLDER),
  place: textSchema(200),
  sealNumber: optionalTextSchema(100),
  sealState: sealStateSchema,
  purpose: textSchema(300).describe("Why, in a few words: examination, storage, court."),
  note: optionalTextSchema(2000),
  corrects: idSchema.nullable().default(null).describe("The record that this one puts right; that one stays."),
  correctionReason: optionalTextSchema(1000).describe("Of a correction, and of nothing else."),
});
