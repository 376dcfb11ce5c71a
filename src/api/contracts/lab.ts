import { z } from "zod";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import { idSchema, momentSchema } from "./primitives.ts";

export const labSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    name: z.string().meta({ examples: ["Forensic Science Centre"] }),
    contact: z.string().describe("Whom another state's examiner calls about a candidate."),
    createdAt: momentSchema,
  })
  .meta({ id: "Lab", description: "A forensic laboratory of a state." });

export const stationSchema = z
  .object({
    id: idSchema,
    ownerState: stateCodeSchema,
    labId: idSchema,
    name: z.string().meta({ examples: ["Confocal microscope 1"] }),
    createdBy: idSchema,
    createdAt: momentSchema,
    revokedAt: momentSchema.nullable(),
  })
  .meta({ id: "Station", description: "A microscope's computer, which uploads with a token of its own." });
