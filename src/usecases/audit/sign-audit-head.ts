import { encodeAuditHead, hashText, NOTHING_BEFORE } from "../../domain/audit-record.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { findRegionTip, listChainTips, tryChainLock, waitForChainLock } from "../../repositories/audit/audit-chain.ts";
import { findLastHead, insertHead, type StoredHead } from "../../repositories/audit/audit-heads.ts";
import type { Deps } from "../deps.ts";
import { publishSigningKey } from "./publish-signing-key.ts";

const EVERY_MS = 3_600_000;

type SigningDeps = Pick<Deps, "sql" | "clock" | "signer">;

/**
 * Signs the last hash of every chain, where the last head is an hour old; null where none is due, or another process chains at this
 * moment. Hours without events have heads too: an hour without one is an hour in which the service stood still.
 */
export async function signAuditHead(deps: SigningDeps, everyMs: number = EVERY_MS): Promise<StoredHead | null> {
  const now = deps.clock.now();
  // One of a clock that went wrong lies in the future; waiting for it would leave the trail unsigned until then.
  const isDue = (last: StoredHead | null) => last === null || Math.abs(now.getTime() - last.at.getTime()) >= everyMs;
  return deps.sql.transaction(async (tx) => {
    if (!isDue(await findLastHead(tx)) || !(await tryChainLock(tx))) return null;
    // Another process may have signed before it let the lock go.
    const last = await findLastHead(tx);
    return isDue(last) ? appendHead(tx, deps, last, now) : null;
  });
}

/** The same at once, after whoever chains at this moment: all that was chained before is signed. */
export async function signAuditHeadNow(deps: SigningDeps): Promise<StoredHead> {
  return deps.sql.transaction(async (tx) => {
    await waitForChainLock(tx);
    return appendHead(tx, deps, await findLastHead(tx), deps.clock.now());
  });
}

/** To be called with the lock held: no chain grows meanwhile. */
async function appendHead(
  tx: SqlExecutor,
  { signer }: SigningDeps,
  last: StoredHead | null,
  now: Date,
): Promise<StoredHead> {
  await publishSigningKey(tx, signer, now);
  const tip = await findRegionTip(tx);
  const number = (last?.number ?? 0) + 1;
  const { keyId } = signer;
  const record = encodeAuditHead({
    ...tip,
    number,
    at: now.toISOString(),
    keyId,
    previous: last?.hash ?? NOTHING_BEFORE,
    chains: await listChainTips(tx, null),
  });
  const signature = Buffer.from(signer.sign(Buffer.from(record))).toString("base64url");
  const head = { number, at: now, position: tip.position, record, hash: hashText(record), keyId, signature };
  await insertHead(tx, head);
  return head;
}
