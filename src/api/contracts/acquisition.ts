import { z } from "zod";
import {
  acquisitionStageSchema,
  fileFormatSchema,
  lightingSchema,
  regionSchema,
  stateCodeSchema,
} from "../../domain/vocabulary.ts";
import { idSchema, momentSchema, versionSchema } from "./primitives.ts";
import { saidSchema } from "./saying.ts";

export const acquisitionSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    labId: idSchema,
    exhibitId: idSchema,
    region: regionSchema,
    regionIndex: z.int().nullable().describe("Of a LEA, 1..n."),
    lighting: lightingSchema,
    micrometresPerPixel: z.number().nullable().describe("As the upload stated it; null for an X3P."),
    fileName: z.string(),
    format: fileFormatSchema,
    sizeBytes: z.int(),
    sha256: z.string().meta({ examples: ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"] }),
    inspection: z
      .record(z.string(), z.unknown())
      .describe("What reading the file told: width, height, increments in metres, units and why, share missing."),
    scaleKnown: z.boolean().describe("False: compared only where the method allows it."),
    stage: acquisitionStageSchema.describe(
      "`outline_needed`: the method is not sure of the mark's outline; nothing is searched until a person draws it.",
    ),
    stageNote: z.string().nullable().describe("Why a step failed, what it found, or what a person is asked for."),
    stageSaid: saidSchema("stageNote"),
    waitingHours: z.number().nullable().describe("Hours at `outline_needed`; null elsewhere."),
    overdue: z.boolean().describe("It has waited for a person's outlines for more than 24 hours."),
    correctedOutline: z.int().describe("Version of the newest outlines that a person drew; 0 for none."),
    progress: z.number().describe("Of the running step, 0 to 1: a hint, not evidence."),
    quality: z.record(z.string(), z.unknown()).nullable().describe("Null until it was assessed."),
    qualitySaid: saidSchema("quality.reasons"),
    hasPreview: z.boolean(),
    version: versionSchema,
    createdBy: idSchema,
    createdByKind: z.enum(["account", "station"]),
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .meta({ id: "Acquisition", description: "One image or scan of one region of interest of an exhibit." });
