import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { listConclusions } from "../../repositories/review/conclusions.ts";
import { lockLinkageAsItIs } from "../../repositories/review/linkage-queue.ts";
import { insertStatement, type Statement } from "../../repositories/review/statements.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { assertConsulted } from "./assert-may-conclude.ts";
import { assertReasons } from "./assert-reasons.ts";
import { findReadableLinkage } from "./find-readable-linkage.ts";

/**
 * What one of a consultation sees, for the other: kept as written. Errors: NOT_FOUND, FORBIDDEN, VERIFIER_NOT_ASSIGNED, VALIDATION_FAILED
 * (statement), CONFLICT (no consultation is held).
 */
export async function recordStatement(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly linkageId: string; readonly statement: string },
): Promise<Statement> {
  const { access } = await findReadableLinkage(deps, context, input.linkageId);
  await authorise(deps, context, "consultation.state", access.target, { kind: "linkage", id: input.linkageId });
  const statement = assertReasons(input.statement, "statement");
  const accountState = requireState(context.actor);
  const createdAt = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const { id: linkageId, state, stateA, stateB } = await lockLinkageAsItIs(tx, input.linkageId);
    if (state !== "consultation") throw new RibinError("CONFLICT", "No consultation is held about this linkage.");
    const accountId = context.actor.id;
    await assertConsulted(tx, linkageId, accountId, await listConclusions(tx, linkageId));
    const row = { id: uuidv7(), linkageId, stateA, stateB, accountId, accountState, statement, createdAt };
    await insertStatement(tx, row);
    await insertAuditEvent(tx, context, {
      at: createdAt,
      action: "consultation.stated",
      targetKind: "linkage",
      targetId: linkageId,
      ownerStates: access.target.ownerStates,
      detail: { statementId: row.id },
    });
    return row;
  });
}
