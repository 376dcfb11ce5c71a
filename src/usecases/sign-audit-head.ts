import { encodeAuditHead, hashText, NOTHING_BEFORE } from "../domain/audit-record.ts";
import { findRegionTip, listChainTips, tryChainLock } from "../repositories/audit-chain.ts";
import { findLastHead, insertHead, type StoredHead } from "../repositories/audit-heads.ts";
import type { Deps } from "./deps.ts";
import { publishSigningKey } from "./publish-signing-key.ts";

const EVERY_MS = 3_600_000;

/**
 * Signs the last hash of every chain, where the last head is an hour old; null where none is due, or another process chains at this
 * moment. Hours without events have heads too: an hour without one is an hour in which the service stood still.
 */
export async function signAuditHead(
  deps: Pick<Deps, "sql" | "clock" | "signer">,
  everyMs: number = EVERY_MS,
): Promise<StoredHead | null> {
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const isDue = (last: StoredHead | null) => last === null || now.getTime() - last.at.getTime() >= everyMs;
    if (!isDue(await findLastHead(tx)) || !(await tryChainLock(tx))) return null;
    // Another process may have signed before it let the lock go.
    const last = await findLastHead(tx);
    if (!isDue(last)) return null;
    await publishSigningKey(tx, deps.signer, now);
    const tip = await findRegionTip(tx);
    const number = (last?.number ?? 0) + 1;
    const { keyId } = deps.signer;
    const record = encodeAuditHead({
      ...tip,
      number,
      at: now.toISOString(),
      keyId,
      previous: last?.hash ?? NOTHING_BEFORE,
      chains: await listChainTips(tx, null),
    });
    const signature = Buffer.from(deps.signer.sign(Buffer.from(record))).toString("base64url");
    const head = { number, at: now, position: tip.position, record, hash: hashText(record), keyId, signature };
    await insertHead(tx, head);
    return head;
  });
}
