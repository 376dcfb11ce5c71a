import {
  type ChainLink,
  type ChainTip,
  chainsOf,
  encodeAuditRecord,
  hashText,
  NOTHING_BEFORE,
} from "../../domain/audit-record.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import {
  appendToChain,
  type ChainedEvent,
  findRegionTip,
  listChainTips,
  listUnchained,
  tryChainLock,
  waitForChainLock,
} from "../../repositories/audit/audit-chain.ts";
import type { Deps } from "../deps.ts";

/** Events of one transaction: a few milliseconds each while the service runs, larger where many wait. */
const BATCH = 2_000;

/**
 * Gives committed events that wait their places in the chains, one batch in one short transaction, and says how many; null where another
 * process does so at this moment. Business transactions only insert their events: they neither wait for one another here nor for
 * this step, and what is not committed cannot be chained. Running it twice, or in many processes, chains each event once.
 */
export async function chainAuditEvents(
  deps: Pick<Deps, "sql">,
  batch: number = BATCH,
  lock: (tx: SqlExecutor) => Promise<boolean> = tryChainLock,
): Promise<number | null> {
  return deps.sql.transaction(async (tx) => {
    if (!(await lock(tx))) return null;
    const events = await listUnchained(tx, batch);
    if (events.length === 0) return 0;
    let region: ChainTip = await findRegionTip(tx);
    const named = [...new Set(events.flatMap((event) => chainsOf(event.ownerStates)))];
    const tips = new Map<string, ChainTip>((await listChainTips(tx, named)).map((tip) => [tip.chain, tip]));
    const chained: ChainedEvent[] = [];
    for (const event of events) {
      const chains = chainsOf(event.ownerStates);
      const links = chains.map((chain): ChainLink => {
        const tip = tips.get(chain);
        return { chain, position: (tip?.position ?? 0) + 1, previous: tip?.hash ?? NOTHING_BEFORE };
      });
      const place = { position: region.position + 1, previous: region.hash };
      const hash = hashText(encodeAuditRecord(event, place, links));
      chained.push({ seq: event.seq, ...place, hash, links });
      region = { position: place.position, hash };
      for (const { chain, position } of links) tips.set(chain, { position, hash });
    }
    await appendToChain(tx, chained);
    return chained.length;
  });
}

/** Until none waits, whoever chained them. Returns how many were chained here. */
export async function chainAllAuditEvents(deps: Pick<Deps, "sql">): Promise<number> {
  let all = 0;
  for (;;) {
    const chained = await chainAuditEvents(deps, BATCH, waitForChainLock);
    if (chained === null || chained === 0) return all;
    all += chained;
  }
}
