import type { RequestContext } from "../../domain/context.ts";
import { type GroupSummary, listGroups } from "../../repositories/groups/firearm-groups.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise } from "../access/authorise.ts";
import { recordForeignNames } from "../access/record-foreign-list.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { readerOf } from "./find-readable-group.ts";

/**
 * The groups in which the own state has an exhibit, what changed last first; every group for the regional coordinator. Other states are told
 * that they were listed. Errors: FORBIDDEN, PURPOSE_REQUIRED.
 */
export async function listFirearmGroups(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput,
): Promise<Page<GroupSummary>> {
  const reader = readerOf(context, deps.clock.now());
  const target = { ownerStates: reader.everybody ? [] : [requireState(context.actor)] };
  const subject = { kind: "firearm_group" as const, id: "list" };
  await authorise(deps, context, "firearm_group.read", target, subject);
  const page = await listGroups(deps.sql, reader, toPageRequest(input));
  await recordForeignNames(deps, context, "firearm_group.listed", subject, page.items);
  return page;
}
