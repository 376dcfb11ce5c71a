import { z } from "zod";
import { JOB_PRIORITIES, stateCodeSchema } from "../../domain/vocabulary.ts";
import { JOB_NAMES } from "../../jobs/catalog.ts";
import { idSchema, momentSchema } from "./primitives.ts";
import { saidSchema } from "./saying.ts";

export const jobStateSchema = z.enum(["pending", "queued", "active", "done", "failed"]);

export const jobSchema = z
  .object({
    id: idSchema,
    name: z.enum(JOB_NAMES),
    payload: z.unknown().describe("What the job is about, e.g. `{acquisitionId}`."),
    ownerState: stateCodeSchema,
    state: jobStateSchema.describe(
      "pending: waits for the relay; queued: handed to the queue; active: a worker has it; done; failed: retry it.",
    ),
    priority: z.enum(JOB_PRIORITIES).describe("A low job begins only where no normal one waits."),
    attempt: z.int(),
    maxAttempts: z.int(),
    reason: z.string().nullable().describe("Code and words of the last failure."),
    reasonSaid: saidSchema("reason"),
    runAfter: momentSchema,
    requestId: z.string().describe("Of the request that led to it."),
    createdAt: momentSchema,
    finishedAt: momentSchema.nullable(),
  })
  .meta({ id: "Job", description: "One step of an acquisition's processing, or work behind it." });
