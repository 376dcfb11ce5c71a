import type { AuditTarget } from "../../domain/audit.ts";
import type { RequestContext } from "../../domain/context.ts";
import { can } from "../../domain/permission.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";

/** Whose records of retention the actor reads: the own state's; null: every state's, for an auditor. Errors: FORBIDDEN. */
export async function findRetentionScope(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  kind: AuditTarget,
): Promise<StateCode | null> {
  if (can(context.actor, "retention.read", { ownerStates: [] })) return null;
  const state = requireState(context.actor);
  await authorise(deps, context, "retention.read", { ownerStates: [state] }, { kind, id: "list" });
  return state;
}
