import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { type Account, findAccount } from "../../repositories/people/accounts.ts";
import type { Deps } from "../deps.ts";

/** The account of who asks. Errors: FORBIDDEN for a station, which has no sign-in of its own to change. */
export async function findOwnAccount(deps: Pick<Deps, "sql">, context: RequestContext): Promise<Account> {
  const account = context.actor.kind === "account" ? await findAccount(deps.sql, context.actor.id) : null;
  if (account === null) throw new RibinError("FORBIDDEN", "Only a person's session may ask for this.");
  return account;
}
