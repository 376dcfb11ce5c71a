/** Gives the audit events their places in the chains as they are committed, and signs the chains' heads every hour. */
import { chainAuditEvents } from "../src/usecases/audit/chain-audit-events.ts";
import { signAuditHead } from "../src/usecases/audit/sign-audit-head.ts";
import type { Deps } from "../src/usecases/deps.ts";
import { type Looking, startLooking } from "./start-looking.ts";

const PAUSE_MS = 1_000;
/** After a failure: the database is away. */
const LONG_PAUSE_MS = 5_000;

export function startChaining(
  deps: Pick<Deps, "sql" | "clock" | "signer" | "log">,
  pauseMs: number = PAUSE_MS,
): Looking {
  return startLooking(async () => {
    try {
      const chained = await chainAuditEvents(deps);
      const head = await signAuditHead(deps);
      if (head !== null)
        deps.log.info({ head: head.number, position: head.position }, "the audit trail's head was signed");
      return chained !== null && chained > 0 ? 0 : pauseMs;
    } catch (error) {
      deps.log.warn({ err: error }, "audit events could not be chained; trying again");
      return LONG_PAUSE_MS;
    }
  });
}
