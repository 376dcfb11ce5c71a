/** Looks now and then whether evidence was removed or purged, and takes it out of what this process holds beside the database. */
import type { Deps } from "../src/usecases/deps.ts";
import { forgetGone } from "../src/usecases/removal/forget-gone.ts";
import { type Looking, startLooking } from "./start-looking.ts";

const PAUSE_MS = 10_000;
/** All is held against the database so often, whether or not anything went: what a search read just before, it took up just after. */
const EVERY_MS = 3_600_000;

export function startForgetting(
  deps: Pick<Deps, "sql" | "sweepCache" | "imagePyramids" | "vectorMemory" | "log">,
  pauseMs: number = PAUSE_MS,
): Looking {
  let known: number | null = null;
  let lookedAt = 0;
  return startLooking(async () => {
    try {
      const since = performance.now() - lookedAt < EVERY_MS ? known : null;
      const forgotten = await forgetGone(deps, since);
      if (forgotten !== null) {
        [known, lookedAt] = [forgotten.gone, performance.now()];
        const { vectors, records, images } = forgotten;
        if (vectors + records + images > 0)
          deps.log.info({ vectors, records, images }, "what was removed is held no longer");
      }
    } catch (error) {
      deps.log.warn({ err: error }, "what was removed could not be taken out of memory and files; trying again");
    }
    return pauseMs;
  });
}
