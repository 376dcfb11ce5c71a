import type { RequestContext } from "../../domain/context.ts";
import { reachOf } from "../../domain/permission.ts";
import { type Exhibit, listExhibits as listExhibitRows } from "../../repositories/evidence/exhibits.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise, recordForeignRead } from "../access/authorise.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { findReadableCase } from "./find-readable-case.ts";

/** The own state's exhibits, newest first; with `caseId` those of one case, which may be one released to the own state. */
export async function listExhibits(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput & { caseId?: string | undefined },
): Promise<Page<Exhibit>> {
  const page = toPageRequest(input);
  const own = requireState(context.actor);
  const reach = reachOf(context.actor);
  if (input.caseId === undefined) {
    await authorise(deps, context, "exhibit.read", { ownerStates: [own] }, { kind: "exhibit", id: "list" });
    return listExhibitRows(deps.sql, { ownerState: own, caseId: null, ...reach }, page);
  }
  const { found, target } = await findReadableCase(deps, context, input.caseId);
  const subject = { kind: "case" as const, id: found.id };
  await authorise(deps, context, "exhibit.read", target, subject);
  await recordForeignRead(deps, context, "exhibit.read", target, subject);
  const exhibits = await listExhibitRows(deps.sql, { ownerState: found.ownerState, caseId: found.id, ...reach }, page);
  if (found.ownerState === own) return exhibits;
  return { ...exhibits, items: exhibits.items.map((exhibit) => ({ ...exhibit, comment: null })) };
}
