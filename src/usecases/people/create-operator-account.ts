import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Account } from "../../repositories/people/accounts.ts";
import type { Deps } from "../deps.ts";
import { hashNewPassword } from "./hash-new-password.ts";
import { admitNewAccount, insertNewAccount, type NewAccountInput } from "./insert-new-account.ts";

/**
 * Makes an account together with its password: for the operator's command line only, where the first coordinator sits down to
 * set their own. That the operator set it is recorded. Errors: FORBIDDEN, VALIDATION_FAILED, DUPLICATE_RECORD.
 */
export async function createOperatorAccount(
  deps: Pick<Deps, "sql" | "clock" | "passwords" | "commonPasswords" | "limits">,
  context: RequestContext,
  input: NewAccountInput & { readonly password: string },
): Promise<Account> {
  if (context.actor.kind !== "system") {
    throw new RibinError("FORBIDDEN", "Only the operator's command line sets another's password; send an invitation.");
  }
  const id = await admitNewAccount(deps, context, input);
  const person = { email: input.email, name: input.name, ownerState: input.state };
  const passwordHash = await hashNewPassword(deps, person, { password: input.password, field: "password" });
  const at = deps.clock.now();
  return deps.sql.transaction((tx) =>
    insertNewAccount(tx, context, input, { id, passwordHash, passwordSetBy: "operator", at }),
  );
}
