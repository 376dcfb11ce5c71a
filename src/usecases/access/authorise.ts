import type { AuditAction, AuditTarget } from "../../domain/audit.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { can, type Target } from "../../domain/permission.ts";
import type { Action } from "../../domain/permission-actions.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import type { Deps } from "../deps.ts";
import { describePurpose, lacksPurpose } from "./require-purpose.ts";

export interface Subject {
  readonly kind: AuditTarget;
  readonly id: string;
}

/**
 * Throws unless the actor may do `action`, and has stated a purpose where the evidence is (also) another state's. A refusal is recorded.
 * Where the actor's state does not own the target, it is told NOT_FOUND rather than FORBIDDEN for reads, so that the existence of
 * another state's evidence does not leak.
 */
export async function authorise(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  action: Action,
  target: Target,
  subject: Subject,
): Promise<void> {
  const allowed = can(context.actor, action, target);
  const purposeless = allowed && lacksPurpose(context, action, target.ownerStates);
  if (allowed && !purposeless) return;
  await insertAuditEvent(deps.sql, context, {
    at: deps.clock.now(),
    action: "access.denied",
    targetKind: subject.kind,
    targetId: subject.id,
    ownerStates: target.ownerStates,
    detail: { action, ...(purposeless ? { code: "PURPOSE_REQUIRED" } : {}) },
  });
  if (purposeless) throw new RibinError("PURPOSE_REQUIRED");
  const stranger = context.actor.state === null || !target.ownerStates.includes(context.actor.state);
  if (stranger && target.ownerStates.length > 0 && action.endsWith(".read")) throw new RibinError("NOT_FOUND");
  throw new RibinError("FORBIDDEN", `Your roles do not allow "${action}" here.`);
}

/**
 * Records a read of evidence that belongs (also) to another state, with its purpose; a read of one's own state's records is not
 * recorded. Whether there is a purpose, `authorise` has asked.
 */
export async function recordForeignRead(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  action: AuditAction,
  target: Target,
  subject: Subject,
): Promise<void> {
  if (target.ownerStates.every((state) => state === context.actor.state)) return;
  await insertAuditEvent(deps.sql, context, {
    at: deps.clock.now(),
    action,
    targetKind: subject.kind,
    targetId: subject.id,
    ownerStates: target.ownerStates,
    detail: describePurpose(context),
  });
}
