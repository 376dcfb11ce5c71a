/** Follows an acquisition to its last stage over server-sent events. */
import { createParser } from "eventsource-parser";
import { RibinError } from "../domain/errors.ts";
import type { AcquisitionStage } from "../domain/vocabulary.ts";
import type { HttpClient } from "./http-client.ts";

const FINAL_STAGES: readonly AcquisitionStage[] = ["verified", "failed", "refused", "outline_needed"];

export interface StageReached {
  readonly stage: AcquisitionStage;
  readonly note: string | null;
}

/** Resolves with the final stage; `onStage` hears each stage and the progress within it (0..1). */
export async function followAcquisition(
  client: HttpClient,
  acquisitionId: string,
  onStage: (stage: AcquisitionStage, progress: number) => void = () => {},
): Promise<StageReached> {
  let reached: StageReached | null = null;
  const parser = createParser({
    onEvent(event) {
      const data = JSON.parse(event.data) as { stage: AcquisitionStage; note?: string | null; progress?: number };
      onStage(data.stage, data.progress ?? 0);
      if (event.event === "stage") reached = { stage: data.stage, note: data.note ?? null };
    },
  });
  for await (const chunk of await client.openEvents(`/v1/acquisitions/${acquisitionId}/events`)) {
    parser.feed(chunk);
    const now = reached as StageReached | null;
    if (now !== null && FINAL_STAGES.includes(now.stage)) return now;
  }
  throw new RibinError("UNAVAILABLE", `The events of acquisition ${acquisitionId} ended before its last stage.`);
}
