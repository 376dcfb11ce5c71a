import type { RequestContext } from "../../domain/context.ts";
import type { Action } from "../../domain/permission-actions.ts";
import { type Account, findAccount } from "../../repositories/people/accounts.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";

/** An account of whom the actor manages, for `action` to it. Errors: NOT_FOUND, FORBIDDEN. */
export async function findManagedAccount(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  id: string,
  action: Extract<Action, "account.read" | "account.invite" | "account.update">,
): Promise<Account> {
  const account = await findAccount(deps.sql, id);
  const subject = { kind: "account" as const, id };
  if (account === null) throw await refuseUnseen(deps, context, "account.read", subject);
  const target = { ownerStates: [account.ownerState] };
  await authorise(deps, context, "account.read", target, subject);
  if (action !== "account.read") await authorise(deps, context, action, target, subject);
  return account;
}
