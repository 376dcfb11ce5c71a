import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Action } from "../../domain/permission-actions.ts";
import { findRecordOwners } from "../../repositories/access/record-owners.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import type { Deps } from "../deps.ts";
import { authorise, type Subject } from "./authorise.ts";

/**
 * What to throw where the database shows no such record: there is none, or its policies hide it. The latter is a refusal like any
 * other: recorded for its owners, and told as `authorise` tells it. Where the roles alone would allow it, the record is another lab's
 * of the own state (FORBIDDEN), or a pair of which the own state is told nothing (NOT_FOUND).
 */
export async function refuseUnseen(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  action: Action,
  subject: Subject,
): Promise<RibinError> {
  const ownerStates = await findRecordOwners(deps.sql, subject);
  if (ownerStates.length === 0) return new RibinError("NOT_FOUND");
  await authorise(deps, context, action, { ownerStates }, subject);
  await insertAuditEvent(deps.sql, context, {
    at: deps.clock.now(),
    action: "access.denied",
    targetKind: subject.kind,
    targetId: subject.id,
    ownerStates,
    detail: { action },
  });
  const own = ownerStates.every((state) => state === context.actor.state);
  return own
    ? new RibinError("FORBIDDEN", `You may not do "${action}" here: it is another lab's.`)
    : new RibinError("NOT_FOUND");
}
