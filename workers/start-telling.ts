/** Tells people of what the audit trail says happened, and now and then of what is due by the service clocks. */
import { raiseClockAlerts } from "../src/usecases/clocks/raise-clock-alerts.ts";
import type { Deps } from "../src/usecases/deps.ts";
import { deriveNotices } from "../src/usecases/notices/derive-notices.ts";
import { type Looking, startLooking } from "./start-looking.ts";

const PAUSE_MS = 1_000;
const CLOCKS_MS = 60_000;
/** After a failure: the database is away. */
const LONG_PAUSE_MS = 5_000;

export function startTelling(
  deps: Pick<Deps, "sql" | "clock" | "delivery" | "log">,
  onTold: () => void,
  pauseMs: number = PAUSE_MS,
): Looking {
  let clocksAt = 0;
  return startLooking(async () => {
    try {
      if (performance.now() >= clocksAt) {
        clocksAt = performance.now() + CLOCKS_MS;
        await raiseClockAlerts(deps);
      }
      const derived = await deriveNotices(deps);
      if (derived !== null && derived.told > 0) onTold();
      return derived !== null && derived.read > 0 ? 0 : pauseMs;
    } catch (error) {
      deps.log.warn({ err: error }, "people could not be told of what happened; trying again");
      return LONG_PAUSE_MS;
    }
  });
}
