import { z } from "zod";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema } from "./primitives.ts";
import { saidSchema } from "./saying.ts";

const FORMATS = ["xml", "csv", "bundle"] as const;
const OUTCOMES = ["new", "same", "conflict", "noted"] as const;
const RESULTS = ["created", "same", "conflict", "noted", "refused"] as const;

const counts = <Word extends string>(words: readonly [Word, ...Word[]], description: string) =>
  z.partialRecord(z.enum(words), z.int()).describe(description);

export const importSummarySchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    labId: idSchema.describe("That works the cases which it creates."),
    format: z.enum(["xml", "csv", "bundle"]),
    fileName: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
    state: z
      .enum(["previewed", "applying", "applied"])
      .describe("`applying`: it was begun; ask again and it goes on where it broke off."),
    createdBy: idSchema,
    createdAt: momentSchema,
    appliedBy: idSchema.nullable(),
    appliedAt: momentSchema.nullable(),
  })
  .meta({ id: "ImportSummary", description: "A file that was read for import." });

export const importSchema = importSummarySchema
  .extend({
    outcomes: counts(OUTCOMES, "Records by what the preview found."),
    results: counts(RESULTS, "Records by what applying came to; empty before it."),
  })
  .meta({ id: "Import", description: "An import: its preview, and once it was applied what came of it." });

export const importItemSchema = z
  .object({
    number: z.int().describe("In the order of the file, from 1."),
    pass: z.int(),
    kind: z.enum(["case", "exhibit", "acquisition", "hit", "removed_case", "removed_exhibit", "removed_hit"]),
    key: z.string(),
    place: z
      .string()
      .describe("Where the file has it.")
      .meta({ examples: ["row 3"] }),
    content: z.record(z.string(), z.unknown()),
    outcome: z
      .enum(OUTCOMES)
      .describe(
        "`conflict`: the system has other words for it; nothing is overwritten. `noted`: told, and never done by an import.",
      ),
    differences: z.array(z.object({ field: z.string(), here: z.unknown(), there: z.unknown() })),
    remark: z.string().nullable(),
    remarkSaid: saidSchema("remark"),
    result: z.enum(RESULTS).nullable(),
    recordId: idSchema.nullable(),
  })
  .meta({ id: "ImportItem", description: "One record of an import." });

export const itemOutcomeSchema = z.enum(OUTCOMES);

/** Fields of the form. */
export const importFieldsSchema = z.strictObject({
  format: z.enum(FORMATS),
  labId: idSchema.optional().describe("The lab that works the new cases; your own when left out."),
});

export const importFormSchema = importFieldsSchema.extend({
  file: z.string().meta({
    format: "binary",
    description: "The XML, CSV or bundle of docs/exchange.md. The last part of the form.",
  }),
});

export const newImportSchema = importFieldsSchema.extend({
  uploadId: z.string().min(1).max(100).describe("Of a resumable upload whose bytes have all come."),
});
