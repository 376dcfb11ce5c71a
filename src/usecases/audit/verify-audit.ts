import { type AuditVerdict, createAuditVerifier } from "../../domain/audit-verification.ts";
import { createSignatureCheck, type PublicKey } from "../../domain/signing-key.ts";
import { countUnchained, findRegionTip } from "../../repositories/audit/audit-chain.ts";
import { listSigningKeys } from "../../repositories/audit/signing-keys.ts";
import type { Deps } from "../deps.ts";
import { verifyCustody } from "../evidence/verify-custody.ts";
import { readAuditEntries } from "./read-audit-entries.ts";

export interface AuditOfDatabase extends AuditVerdict {
  /** Events that were committed and have no place in the chain yet, and the moment of the oldest. */
  readonly waiting: number;
  readonly oldestWaiting: Date | null;
}

/**
 * Checks every event, link, head and signature of the database, and the custody records against their events. `keys`: those that somebody kept elsewhere; left out, those that the
 * database itself publishes. `onProgress` is told how many events of how many were checked, and waited for.
 */
export async function verifyAudit(
  deps: Pick<Deps, "sql">,
  options: {
    readonly keys?: readonly PublicKey[];
    readonly onProgress?: (records: number, all: number) => unknown;
  } = {},
): Promise<AuditOfDatabase> {
  const checkSignature = createSignatureCheck(options.keys ?? (await listSigningKeys(deps.sql)));
  const verifier = createAuditVerifier({ checkSignature, state: null });
  const { position: all } = await findRegionTip(deps.sql);
  let records = 0;
  for await (const entries of readAuditEntries(deps)) {
    for (const entry of entries) {
      if (entry.kind === "head") verifier.takeHead(entry.head);
      else verifier.takeRecord(entry.record);
      if (entry.kind === "record") records += 1;
    }
    await options.onProgress?.(records, all);
  }
  const { waiting, oldest, forgotten } = await countUnchained(deps.sql);
  for (const seq of forgotten) {
    const reason = "it has no place in the chain and waits for none";
    verifier.report({ position: records, seq, head: null, fault: "unchained", reason });
  }
  for await (const finding of verifyCustody(deps, records)) verifier.report(finding);
  return { ...verifier.finish(), waiting, oldestWaiting: oldest };
}
