import { z } from "zod";
import { reportDocumentSchema } from "../../domain/report.ts";
import { idSchema, momentSchema } from "./primitives.ts";

export const reportSchema = z
  .object({
    id: idSchema,
    number: z.string().meta({ examples: ["RIBIN-2026-000017"] }),
    kind: z.enum(["lead", "hit"]),
    linkageId: idSchema,
    hitId: idSchema.nullable(),
    issuedTo: idSchema,
    document: reportDocumentSchema,
    factsWithheld: z.boolean().describe("Case facts whose release has ended since are not shown."),
    pdfSha256: z.string(),
    createdAt: momentSchema,
  })
  .meta({ id: "Report", description: "A document for one reader, kept as it was issued." });
