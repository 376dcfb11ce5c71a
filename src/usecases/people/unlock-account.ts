import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { findAccount } from "../../repositories/people/accounts.ts";
import { forgetAllTries } from "../../repositories/sign-in/sign-in-tries.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { trySubjectsOf } from "../sign-in/guard-tries.ts";
import { assertMayGrant } from "./assert-may-grant.ts";

/** Ends the wait that failed sign-ins brought upon an account. Errors: NOT_FOUND, FORBIDDEN. */
export async function unlockAccount(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { readonly accountId: string },
): Promise<{ held: boolean }> {
  const account = await findAccount(deps.sql, input.accountId);
  if (account === null) {
    throw await refuseUnseen(deps, context, "account.read", { kind: "account", id: input.accountId });
  }
  const target = { ownerStates: [account.ownerState] };
  const subject = { kind: "account" as const, id: account.id };
  await authorise(deps, context, "account.read", target, subject);
  await authorise(deps, context, "account.update", target, subject);
  // Who ends the wait gives further guesses: as with a reset, not at a sign-in above the own, nor, by a session left open, at the own.
  assertMayGrant(context.actor, account.roles);
  if (context.actor.id === account.id) throw new RibinError("FORBIDDEN", "Another coordinator ends your wait.");
  return deps.sql.transaction(async (tx) => {
    const held = (await forgetAllTries(tx, trySubjectsOf(account))) > 0;
    await insertAuditEvent(tx, context, {
      at: deps.clock.now(),
      action: "account.unlocked",
      targetKind: "account",
      targetId: account.id,
      ownerStates: [account.ownerState],
      detail: { held },
    });
    return { held };
  });
}
