/** Acquisitions that are being worked on, as the service tells of them. */
import { useEffect, useState } from "react";
import type { Schema } from "../api/client.ts";
import { queries } from "../app/queries.ts";
import { FINAL_STAGES, followAcquisition, type StageTold } from "../uploads/follow-acquisition.ts";

/** A browser has six connections with a service; files and pictures need theirs. */
const MOST_STREAMS = 2;
const AGAIN_MS = 3_000;

/** What was told last, by the id of the acquisition; the longest waiting are followed, the next when one is done. */
export function useLiveStages(acquisitions: readonly Schema<"Acquisition">[]): ReadonlyMap<string, StageTold> {
  const [told, setTold] = useState<ReadonlyMap<string, StageTold>>(new Map());
  const [round, setRound] = useState(0);
  const followed = acquisitions
    .filter(({ stage }) => !FINAL_STAGES.includes(stage))
    .slice(-MOST_STREAMS)
    .map(({ id }) => id)
    .join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round follows the same ones again.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stops = followed
      .split(" ")
      .filter((id) => id !== "")
      .map((id) =>
        followAcquisition(id, {
          onTold: (now) => setTold((before) => new Map(before).set(id, now)),
          onEnd: () => {
            void queries.invalidateQueries({ queryKey: ["acquisitions"] });
            void queries.invalidateQueries({ queryKey: ["acquisition-queue"] });
            // Refused, e.g. after the sign-in ran out: the lists ask for a new one, and it is followed again.
            timer = setTimeout(() => setRound((before) => before + 1), AGAIN_MS);
          },
        }),
      );
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [followed, round]);
  return told;
}
