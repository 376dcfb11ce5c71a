import { explainSentences } from "../../domain/explain-sentences.ts";
import type { Saying } from "../../domain/sayings.ts";
import type { Acquisition } from "../../repositories/acquisitions/acquisitions.ts";

/** Hours in which a person is to draw what an acquisition waits for: nothing is searched before. */
const DUE_HOURS = 24;

/** An acquisition without the keys under which its files lie in the store. */
export interface AcquisitionView extends Omit<Acquisition, "blobKey" | "previewKey"> {
  readonly hasPreview: boolean;
  /** Hours that it has waited for a person's outlines; null where it waits for none. */
  readonly waitingHours: number | null;
  /** It waited longer than the network gives itself. */
  readonly overdue: boolean;
  readonly stageSaid: readonly Saying[];
  readonly qualitySaid: readonly Saying[];
}

export function viewAcquisition(acquisition: Acquisition, now: Date): AcquisitionView {
  const { blobKey: _blob, previewKey, ...rest } = acquisition;
  const hours =
    acquisition.stage === "outline_needed" ? (now.getTime() - acquisition.updatedAt.getTime()) / 3_600_000 : null;
  return {
    ...rest,
    hasPreview: previewKey !== null,
    waitingHours: hours === null ? null : Math.round(hours * 10) / 10,
    overdue: hours !== null && hours > DUE_HOURS,
    stageSaid: explainSentences(acquisition.stageNote),
    qualitySaid: (acquisition.quality?.reasons ?? []).flatMap(explainSentences),
  };
}
