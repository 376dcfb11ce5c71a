import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  type Agreement,
  findAgreement,
  withdrawAgreement as withdrawAgreementRow,
} from "../../repositories/sharing/agreements.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";

/** From now on neither state sees the other's images without a release. Errors: NOT_FOUND, FORBIDDEN, CONFLICT. */
export async function withdrawAgreement(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { id: string },
): Promise<Agreement> {
  const agreement = await findAgreement(deps.sql, input.id);
  if (agreement === null) {
    throw await refuseUnseen(deps, context, "agreement.read", { kind: "agreement", id: input.id });
  }
  const ownerStates = [agreement.stateA, agreement.stateB];
  const subject = { kind: "agreement" as const, id: agreement.id };
  await authorise(deps, context, "agreement.read", { ownerStates }, subject);
  await authorise(deps, context, "agreement.withdraw", { ownerStates }, subject);
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    if (!(await withdrawAgreementRow(tx, agreement.id, now)))
      throw new RibinError("CONFLICT", "The agreement is withdrawn already.");
    await insertAuditEvent(tx, context, {
      at: now,
      action: "agreement.withdrawn",
      targetKind: "agreement",
      targetId: agreement.id,
      ownerStates,
    });
    return { ...agreement, withdrawnAt: now };
  });
}
