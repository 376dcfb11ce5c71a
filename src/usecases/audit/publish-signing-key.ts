import { SYSTEM_ACTOR } from "../../domain/context.ts";
import type { Signer } from "../../ports/signer.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { hasSigningKey, insertSigningKey } from "../../repositories/audit/signing-keys.ts";

/** Call it before, or in the transaction of, whatever is signed: what a key signed can be checked from the moment that it can be read. */
export async function publishSigningKey(tx: SqlExecutor, signer: Signer, at: Date): Promise<void> {
  if (await hasSigningKey(tx, signer.keyId)) return;
  if (!(await insertSigningKey(tx, { id: signer.keyId, publicKey: signer.publicKey }, at))) return;
  await insertAuditEvent(
    tx,
    { actor: SYSTEM_ACTOR, requestId: "signing" },
    {
      at,
      action: "signing_key.published",
      targetKind: "signing_key",
      targetId: signer.keyId,
      ownerStates: [],
    },
  );
}
