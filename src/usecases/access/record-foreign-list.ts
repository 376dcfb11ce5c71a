import type { AuditAction } from "../../domain/audit.ts";
import type { RequestContext } from "../../domain/context.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { insertAuditEvents, type NewAuditEvent } from "../../repositories/audit/audit-events.ts";
import type { Deps } from "../deps.ts";
import type { Subject } from "./authorise.ts";
import type { PairAccess } from "./describe-pair-access.ts";
import { describePurpose, requirePurpose } from "./require-purpose.ts";

const LISTS = {
  candidate: { read: "candidate.read", listed: "candidate.listed" },
  linkage: { read: "linkage.read", listed: "linkage.listed" },
  hit: { read: "hit.read", listed: "hit.listed" },
} as const satisfies Record<string, { read: AuditAction; listed: AuditAction }>;

/**
 * A page of pairs of which some have a side of another state: it is shown with a purpose only (PURPOSE_REQUIRED), and recorded. A pair
 * whose case facts are shown is a read of its own; of the rest, each other state is told how many of its sides were listed.
 */
export async function recordForeignList(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  kind: keyof typeof LISTS,
  list: Subject,
  pairs: readonly { readonly id: string; readonly access: PairAccess }[],
): Promise<void> {
  const { state: own } = context.actor;
  const counts = new Map<StateCode, number>();
  const reads: NewAuditEvent[] = [];
  for (const { id, access } of pairs) {
    const foreign = access.target.ownerStates.filter((state) => state !== own);
    if (foreign.length === 0) continue;
    requirePurpose(context);
    if (access.target.released) {
      const { ownerStates } = access.target;
      reads.push({ ...describeRead(deps, context, LISTS[kind].read, { kind, id }), ownerStates });
    } else for (const state of foreign) counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  await insertAuditEvents(deps.sql, context, [
    ...reads,
    ...describeListed(deps, context, LISTS[kind].listed, list, counts),
  ]);
}

/** The same for a list that shows of other states that they have exhibits in it, and nothing of these: of firearm groups, of reports. */
export async function recordForeignNames(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  action: AuditAction,
  list: Subject,
  rows: readonly { readonly states: readonly StateCode[] }[],
): Promise<void> {
  const counts = new Map<StateCode, number>();
  for (const state of rows.flatMap(({ states }) => [...new Set(states)])) {
    if (state !== context.actor.state) counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  if (counts.size > 0) requirePurpose(context);
  await insertAuditEvents(deps.sql, context, describeListed(deps, context, action, list, counts));
}

const describeRead = (
  deps: Pick<Deps, "clock">,
  context: RequestContext,
  action: AuditAction,
  { kind, id }: Subject,
) => ({ at: deps.clock.now(), action, targetKind: kind, targetId: id, detail: describePurpose(context) });

/** Each other state is told how many of its own were listed. */
function describeListed(
  deps: Pick<Deps, "clock">,
  context: RequestContext,
  action: AuditAction,
  list: Subject,
  counts: ReadonlyMap<StateCode, number>,
): readonly NewAuditEvent[] {
  const { state: own } = context.actor;
  const read = describeRead(deps, context, action, list);
  return [...counts].map(([state, count]) => ({
    ...read,
    ownerStates: own === null ? [state] : [own, state],
    detail: { count, ...read.detail },
  }));
}
