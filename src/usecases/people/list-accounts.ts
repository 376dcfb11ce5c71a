import type { RequestContext } from "../../domain/context.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { Page } from "../../repositories/page.ts";
import { type Account, listAccounts as listAccountRows } from "../../repositories/people/accounts.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/** A national coordinator reads the own state's accounts, a regional coordinator all (or those of `state`). */
export async function listAccounts(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput & { state?: StateCode | undefined },
): Promise<Page<Account>> {
  const regional = context.actor.kind === "system" || context.actor.roles.includes("regional_coordinator");
  const state = input.state ?? (regional ? null : context.actor.state);
  const target = { ownerStates: state === null ? [] : [state] };
  await authorise(deps, context, "account.read", target, { kind: "account", id: "list" });
  return listAccountRows(deps.sql, { ownerState: state }, toPageRequest(input));
}
