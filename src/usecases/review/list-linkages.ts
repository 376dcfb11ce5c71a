import type { RequestContext } from "../../domain/context.ts";
import { refuseField } from "../../domain/errors.ts";
import { can } from "../../domain/permission.ts";
import type { LinkageState } from "../../domain/vocabulary.ts";
import { findLinkageClocks } from "../../repositories/clocks/linkage-clocks.ts";
import type { Page } from "../../repositories/page.ts";
import {
  type ClockFilter,
  listLinkagesByAge,
  listLinkagesByDue,
  listLinkagesByScore,
} from "../../repositories/review/linkage-pages.ts";
import type { Linkage } from "../../repositories/review/linkage-queue.ts";
import { authorise } from "../access/authorise.ts";
import { describePairs } from "../access/describe-pair-access.ts";
import { recordForeignList } from "../access/record-foreign-list.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { unmaskPairs } from "./unmask.ts";
import { type LinkageView, viewLinkage } from "./view-linkage.ts";

export interface ListLinkagesInput extends PageInput {
  readonly states?: readonly LinkageState[] | undefined;
  /** "age" (the default) puts what waits longest first; "due" what the own state is to review first, and lists only what waits for that. */
  readonly sort?: "age" | "score" | "due" | undefined;
  /** Only what is overdue, or urgent, by the own state's clocks; with "due" only. */
  readonly only?: ClockFilter | undefined;
}

const LISTS = { age: listLinkagesByAge, score: listLinkagesByScore, due: listLinkagesByDue };

/** The queue: the own state's linkages, for the regional coordinator every state's (without case facts). What it shows of another state is recorded. Errors: FORBIDDEN, PURPOSE_REQUIRED, VALIDATION_FAILED (only). */
export async function listLinkages(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: ListLinkagesInput,
): Promise<Page<LinkageView>> {
  const { actor } = context;
  const regional = can(actor, "linkage.read", { ownerStates: [] });
  const party = regional ? null : requireState(actor);
  const target = { ownerStates: party === null ? [] : [party] };
  await authorise(deps, context, "linkage.read", target, { kind: "linkage", id: "list" });
  assertClocked(input, party !== null);
  const now = deps.clock.now();
  const states = input.states ?? (input.sort === "due" ? (["candidate"] as const) : null);
  const filter = { party, viewer: actor.state, states, now, only: input.only };
  const page = await LISTS[input.sort ?? "age"](deps.sql, filter, toPageRequest(input));
  const ids = page.items.map(({ id }) => id);
  const clocks = await findLinkageClocks(deps.sql, ids, regional ? null : actor.state);
  const accesses = await describePairs(deps, context, page.items);
  const pairs = page.items.map(({ id }, at) => ({ id, access: accesses[at]! }));
  await recordForeignList(deps, context, "linkage", { kind: "linkage", id: "list" }, pairs);
  const toExamine = await unmaskPairs(deps, context, accesses);
  const view = (linkage: Linkage, at: number) =>
    viewLinkage(actor, linkage, accesses[at]!, now, clocks.get(linkage.id) ?? null, toExamine[at]);
  return { ...page, items: page.items.map(view) };
}

/** Clocks are a state's own, and are read in their own order. */
function assertClocked(input: ListLinkagesInput, ofOneState: boolean): void {
  if (input.only === undefined || (ofOneState && input.sort === "due")) return;
  const message =
    'A state\'s own clocks say what is overdue or urgent: ask with sort "due", as a person of that state.';
  throw refuseField("only", message);
}
