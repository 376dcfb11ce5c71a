/** What the jobs of the second net are about. */
import { z } from "zod";
import { regionSchema } from "../domain/vocabulary.ts";

/** Every stored mark of the region is laid on the acquisition's. */
export const sweepGalleryPayloadSchema = z.strictObject({
  acquisitionId: z.uuid(),
  cause: z.string().min(1).max(100).optional(),
});
export type SweepGalleryPayload = z.infer<typeof sweepGalleryPayloadSchema>;

/** One part of a pass: the records whose numbers are of one bucket. */
export const sweepShardPayloadSchema = z.strictObject({
  sweepId: z.uuid(),
  shard: z.int().min(0),
  bucket: z.int().min(0),
});

/** Marks that were prepared before there were records of this method version. */
export const fillSweepPayloadSchema = z.strictObject({
  region: regionSchema,
  acquisitionIds: z.array(z.uuid()).min(1).max(1_000),
});
