/** The stages of an acquisition as they are reached, by the API's stream of events. A lost line is taken up where it broke. */

export interface StageTold {
  readonly stage: string;
  readonly progress: number;
  readonly note: string | null;
}

interface Followed {
  readonly onTold: (told: StageTold) => void;
  /** No more comes by this stream: the last stage was reached, or the service refused it. */
  readonly onEnd: () => void;
}

/** What is needed of an EventSource. */
interface Source {
  readonly readyState: number;
  addEventListener(kind: string, listener: (event: { readonly data: string }) => void): void;
  close(): void;
}

const CLOSED = 2;
/** Nothing comes after them by itself. */
export const FINAL_STAGES: readonly string[] = ["verified", "failed", "refused", "outline_needed"];

/** Begins to follow; call what it gives to stop. */
export function followAcquisition(
  id: string,
  { onTold, onEnd }: Followed,
  open: (url: string) => Source = (url) => new EventSource(url),
): () => void {
  const source = open(`/v1/acquisitions/${id}/events`);
  const end = () => {
    source.close();
    onEnd();
  };
  source.addEventListener("stage", ({ data }) => {
    const { stage, note } = JSON.parse(data) as { stage: string; note: string | null };
    onTold({ stage, note, progress: 0 });
    if (FINAL_STAGES.includes(stage)) end();
  });
  source.addEventListener("progress", ({ data }) => {
    const { stage, progress } = JSON.parse(data) as { stage: string; progress: number };
    onTold({ stage, progress, note: null });
  });
  // While it connects again by itself nothing is to be done; closed, it was refused or has nothing more to say.
  source.addEventListener("error", () => {
    if (source.readyState === CLOSED) end();
  });
  return () => source.close();
}
