import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Agreement, insertAgreement } from "../../repositories/sharing/agreements.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";

/** The two states, in either order, let each other see the images of candidates. Errors: FORBIDDEN, VALIDATION_FAILED, DUPLICATE_RECORD. */
export async function createAgreement(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { states: readonly [StateCode, StateCode]; validUntil: Date | null },
): Promise<Agreement> {
  const [stateA, stateB] = [...input.states].sort() as [StateCode, StateCode];
  const id = uuidv7();
  await authorise(deps, context, "agreement.create", { ownerStates: [stateA, stateB] }, { kind: "agreement", id });
  if (stateA === stateB) throw new RibinError("VALIDATION_FAILED", "An agreement is between two states.");
  const now = deps.clock.now();
  if (input.validUntil !== null && !(input.validUntil.getTime() > now.getTime())) {
    throw new RibinError("VALIDATION_FAILED", "An agreement ends in the future, or has no end (null).");
  }
  return deps.sql.transaction(async (tx) => {
    const row = { id, stateA, stateB, validUntil: input.validUntil, createdBy: context.actor.id, createdAt: now };
    const agreement = await insertAgreement(tx, row);
    if (agreement === null) {
      throw new RibinError("DUPLICATE_RECORD", "The two states have an agreement; withdraw it before a new one.");
    }
    await insertAuditEvent(tx, context, {
      at: now,
      action: "agreement.created",
      targetKind: "agreement",
      targetId: id,
      ownerStates: [stateA, stateB],
    });
    return agreement;
  });
}
