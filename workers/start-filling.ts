/** Looks now and then for marks that a model has not described: many after a new model came, and those of older workers at any time. */
import type { Deps } from "../src/usecases/deps.ts";
import { fillModels } from "../src/usecases/models/fill-models.ts";
import { type Looking, startLooking } from "./start-looking.ts";

const PAUSE_MS = 5_000;
/** Where nothing was missing at the last look. */
const LONG_PAUSE_MS = 300_000;

export function startFilling(
  deps: Pick<Deps, "sql" | "clock" | "embedder" | "log">,
  onAsked: () => void,
  pauses: { readonly short: number; readonly long: number } = { short: PAUSE_MS, long: LONG_PAUSE_MS },
): Looking {
  return startLooking(async () => {
    try {
      const { asked, unfinished, switched } = await fillModels(deps);
      for (const { region, id, version } of switched) {
        deps.log.info({ region, model: `${id}@${version}` }, "a model took the place of the one that was searched");
      }
      if (asked > 0 || switched.length > 0) onAsked();
      return unfinished ? pauses.short : pauses.long;
    } catch (error) {
      deps.log.warn({ err: error }, "what a model has not described could not be looked for; trying again");
      return pauses.short;
    }
  });
}
