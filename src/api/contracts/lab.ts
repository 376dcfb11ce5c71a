import { z } from "zod";
import { STATION_ACTIONS } from "../../domain/permission-grants.ts";
import { exhibitTypeSchema, stateCodeSchema } from "../../domain/vocabulary.ts";
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
    expiresAt: momentSchema
      .nullable()
      .describe("The token is refused from then on; null: registered before tokens expired."),
    allowedActions: z.array(z.enum(STATION_ACTIONS)).nullable().describe("Null: everything that a station may do."),
    allowedExhibitTypes: z.array(exhibitTypeSchema).nullable().describe("Null: exhibits of every type."),
    lastUsedAt: momentSchema.nullable().describe("To the minute."),
    revokedAt: momentSchema.nullable(),
  })
  .meta({ id: "Station", description: "A microscope's computer, which uploads with a token of its own." });
