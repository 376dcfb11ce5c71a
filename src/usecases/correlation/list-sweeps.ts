import type { RequestContext } from "../../domain/context.ts";
import { explainSentences } from "../../domain/explain-sentences.ts";
import type { Saying } from "../../domain/sayings.ts";
import {
  countNetShares,
  listSweeps as listSweepRows,
  type NetShare,
  type Sweep,
} from "../../repositories/correlation/sweeps.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { findScope } from "./list-correlations.ts";

export interface ListSweepsInput extends PageInput {
  readonly acquisitionId?: string | undefined;
}

/** Why nothing was registered by codes too. */
export interface SweepView extends Sweep {
  readonly reasonSaid: readonly Saying[];
}

/** Passes of the second net for the evidence of the actor's state, newest first; of every state for the region's own roles. */
export async function listSweeps(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: ListSweepsInput,
): Promise<Page<SweepView>> {
  const state = await authoriseReading(deps, context, "sweeps");
  const page = await listSweepRows(deps.sql, { state, acquisitionId: input.acquisitionId }, toPageRequest(input));
  return { ...page, items: page.items.map((row) => ({ ...row, reasonSaid: explainSentences(row.reason) })) };
}

/** Of the pairs that were proposed, how many each net had found, and how many only the second: what is watched of the two. */
export async function readNetShares(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
): Promise<readonly NetShare[]> {
  return countNetShares(deps.sql, await authoriseReading(deps, context, "nets"));
}

async function authoriseReading(deps: Pick<Deps, "sql" | "clock">, context: RequestContext, id: string) {
  const state = findScope(context);
  const target = { ownerStates: state === null ? [] : [state] };
  await authorise(deps, context, "correlation.read", target, { kind: "correlation", id });
  return state;
}
