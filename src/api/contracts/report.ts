import { z } from "zod";
import { languageSchema } from "../../domain/language.ts";
import { reportDocumentSchema } from "../../domain/report.ts";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema } from "./primitives.ts";
import { saidSchema } from "./saying.ts";

/** On both forms of a report that was withdrawn: since when. Their bytes stay as they were signed. */
export const WITHDRAWN_HEADER = "ribin-report-withdrawn";

export const reportSchema = z
  .object({
    id: idSchema,
    number: z.string().meta({ examples: ["RIBIN-2026-000017"] }),
    kind: z.enum(["lead", "hit"]).describe("lead: a lead notice. hit: a hit report."),
    language: languageSchema,
    linkageId: idSchema,
    hitId: idSchema.nullable(),
    issuedTo: idSchema,
    document: reportDocumentSchema,
    subclassSaid: saidSchema("document.comparison.subclassRisk"),
    likelihoodSaid: saidSchema("document.comparison.likelihood.reason"),
    factsWithheld: z
      .boolean()
      .describe(
        "Case facts whose release has ended since are not shown; the document is then not the one that was signed.",
      ),
    pdfSha256: z.string(),
    jsonSha256: z.string().nullable().describe("Of the document in the canonical form of RFC 8785."),
    keyId: z
      .string()
      .nullable()
      .describe("One of GET /v1/keys; null where the report is of before reports were signed."),
    signature: z.string().nullable().describe("A compact JWS (Ed25519) over both hashes; as at …/signature."),
    withdrawn: z
      .object({ at: momentSchema, reason: z.string() })
      .nullable()
      .describe("The report no longer stands since then, and why."),
    createdAt: momentSchema,
  })
  .meta({ id: "Report", description: "A document for one reader, signed and kept as it was issued." });

export const listedReportSchema = reportSchema
  .pick({ id: true, number: true, kind: true, language: true, linkageId: true, hitId: true, issuedTo: true })
  .extend({
    states: z.array(stateCodeSchema).describe("Of the two exhibits."),
    withdrawnAt: momentSchema.nullable().describe("Null while the report stands."),
    createdAt: momentSchema,
  })
  .meta({ id: "ListedReport", description: "A report in a list, without what it shows." });
