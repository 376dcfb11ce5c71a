import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { type Account, findAccountForSignIn } from "../../repositories/people/accounts.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";

/** The account of an e-mail address, for who may read it. Errors: NOT_FOUND, FORBIDDEN. */
export async function findAccountByEmail(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly email: string },
): Promise<Account> {
  const found = await findAccountForSignIn(deps.sql, input.email.trim());
  if (found === null) throw new RibinError("NOT_FOUND", "No account has this e-mail address.");
  const target = { ownerStates: [found.account.ownerState] };
  await authorise(deps, context, "account.read", target, { kind: "account", id: found.account.id });
  return found.account;
}
