/** A search of the trail as its reader may make it; reading it and taking it out have the same rights and leave the same words. */
import type { RequestContext } from "../../domain/context.ts";
import { examines } from "../../domain/examination.ts";
import { can } from "../../domain/permission.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { AuditFilter } from "../../repositories/audit/audit-search.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";

export interface AuditSearchInput extends Omit<AuditFilter, "ownerState" | "blindFor"> {
  readonly state?: StateCode | undefined;
  /** By the events' numbers; oldest first where it is left out. */
  readonly order?: "oldest" | "newest" | undefined;
}

export interface AuditSearch {
  readonly filter: AuditFilter;
  readonly order: "oldest" | "newest";
  readonly ownerStates: readonly StateCode[];
  /** For the event that says what was searched for. */
  readonly searched: Readonly<Record<string, unknown>>;
}

/**
 * All of the region for an auditor, the own state's for a national coordinator; for one who also examines nothing that others did to a
 * linkage before its verification. Errors: FORBIDDEN.
 */
export async function openAuditSearch(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: AuditSearchInput,
): Promise<AuditSearch> {
  const everywhere = can(context.actor, "audit.read", { ownerStates: [] });
  const state = input.state ?? (everywhere ? null : requireState(context.actor));
  const ownerStates = state === null ? [] : [state];
  await authorise(deps, context, "audit.read", { ownerStates }, { kind: "audit", id: "list" });
  const { state: _state, order = "oldest", ...asked } = input;
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const filter: AuditFilter = { ...given, ...(state === null ? {} : { ownerState: state }) };
  const blind = examines(context.actor) ? { blindFor: context.actor.id } : {};
  // Under another name: a search by purpose finds what was done for it, not who searched for it.
  const { purpose, ...rest } = filter;
  const searched = { ...rest, ...(purpose === undefined ? {} : { searchedPurpose: purpose }) };
  return { filter: { ...filter, ...blind }, order, ownerStates, searched };
}
