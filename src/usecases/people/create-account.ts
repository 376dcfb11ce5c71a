import type { RequestContext } from "../../domain/context.ts";
import type { Account } from "../../repositories/people/accounts.ts";
import type { Deps } from "../deps.ts";
import { admitNewAccount, insertNewAccount, type NewAccountInput } from "./insert-new-account.ts";
import { type IssuedInvitation, issueInvitation } from "./issue-invitation.ts";

/**
 * Makes an account that nobody can sign in to until its person accepted the invitation: who makes it never knows the password.
 * Errors: FORBIDDEN, VALIDATION_FAILED (no role, a lab of another state), DUPLICATE_RECORD (address taken).
 */
export async function createAccount(
  deps: Pick<Deps, "sql" | "clock" | "limits">,
  context: RequestContext,
  input: NewAccountInput,
): Promise<{ account: Account; invitation: IssuedInvitation }> {
  const id = await admitNewAccount(deps, context, input);
  const at = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const account = await insertNewAccount(tx, context, input, { id, passwordHash: null, at });
    const given = { purpose: "first", removesSecondFactor: false, at, hours: deps.limits.invitationHours } as const;
    return { account, invitation: await issueInvitation(tx, context, account, given) };
  });
}
