/** Looks now and then for what an older version of the program left to be redone, until nothing is left of it. */

import { redoOutdated } from "../src/usecases/acquisitions/redo-outdated.ts";
import { askForSweepRecords } from "../src/usecases/correlation/fill-sweep.ts";
import { repeatAllSweeps } from "../src/usecases/correlation/repeat-sweeps.ts";
import type { Deps } from "../src/usecases/deps.ts";
import { type Looking, startLooking } from "./start-looking.ts";

const PAUSE_MS = 10_000;

export function startRedoing(
  deps: Pick<Deps, "sql" | "clock" | "embedder" | "log">,
  onAsked: () => void,
  pauseMs: number = PAUSE_MS,
): Looking {
  return startLooking(async () => {
    try {
      const { asked, open } = await redoOutdated(deps);
      if (asked > 0) {
        deps.log.info({ asked }, "acquisitions of an older version are prepared or compared again");
        onAsked();
      }
      const marks = await askForSweepRecords(deps);
      if (marks > 0) {
        deps.log.info({ marks }, "marks of an older version get what the second net registers them by");
        onAsked();
      }
      const { repeated, waiting } = await repeatAllSweeps(deps, "second-net");
      if (repeated > 0) {
        deps.log.info(
          { repeated },
          "passes of the second net that began before all records were made are done once more",
        );
        onAsked();
      }
      if (open === 0 && marks === 0 && waiting === 0) return null;
    } catch (error) {
      deps.log.warn({ err: error }, "what an older version left could not be looked for; trying again");
    }
    return pauseMs;
  });
}
