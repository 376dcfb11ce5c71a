import type { RequestContext } from "../../domain/context.ts";
import { explainSentences } from "../../domain/explain-sentences.ts";
import type { Saying } from "../../domain/sayings.ts";
import { type ImportItem, type ItemOutcome, listItems } from "../../repositories/exchange/import-items.ts";
import { type Import, listImports as listImportRows } from "../../repositories/exchange/imports.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { findOwnImport } from "./read-import.ts";

/** Of the own state, newest first. Errors: FORBIDDEN. */
export async function listImports(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<Import>> {
  const state = requireState(context.actor);
  await authorise(deps, context, "import.read", { ownerStates: [state] }, { kind: "import", id: "list" });
  return listImportRows(deps.sql, state, toPageRequest(input));
}

/** Its remark by codes too. */
export interface ImportItemView extends ImportItem {
  readonly remarkSaid: readonly Saying[];
}

/** The records of an import in the order of the file, all or those of one outcome. Errors: NOT_FOUND, FORBIDDEN. */
export async function listImportItems(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput & { readonly id: string; readonly outcome?: ItemOutcome | undefined },
): Promise<Page<ImportItemView>> {
  const { id } = await findOwnImport(deps, context, "import.read", input.id);
  const page = await listItems(deps.sql, { importId: id, outcome: input.outcome ?? null }, toPageRequest(input));
  return { ...page, items: page.items.map((item) => ({ ...item, remarkSaid: explainSentences(item.remark) })) };
}
