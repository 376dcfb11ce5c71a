import type { RequestContext } from "../../domain/context.ts";
import { explainSentences } from "../../domain/explain-sentences.ts";
import type { Saying } from "../../domain/sayings.ts";
import { listRefusals as listRefusalRows, type Refusal } from "../../repositories/acquisitions/refusals.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/** What was wrong by codes too. */
export interface RefusalView extends Refusal {
  readonly detailSaid: readonly Saying[];
}

/** The files that the own state's labs sent and that were not accepted, newest first. */
export async function listRefusals(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<RefusalView>> {
  const ownerState = requireState(context.actor);
  await authorise(deps, context, "refusal.read", { ownerStates: [ownerState] }, { kind: "refusal", id: "list" });
  const page = await listRefusalRows(deps.sql, { ownerState }, toPageRequest(input));
  return { ...page, items: page.items.map((row) => ({ ...row, detailSaid: explainSentences(row.detail) })) };
}
