import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Role } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Account, findAccount, updateAccount as updateAccountRow } from "../../repositories/people/accounts.ts";
import { withdrawInvitations, withdrawInvitationsBy } from "../../repositories/people/invitations.ts";
import { revokeSessionsOf } from "../../repositories/sign-in/sessions.ts";
import { endChallengesOf } from "../../repositories/sign-in/sign-in-challenges.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { assertMayGrant, reachesBeyondState } from "./assert-may-grant.ts";

export interface UpdateAccountInput {
  readonly id: string;
  readonly expectedVersion: number;
  readonly name?: string | undefined;
  /** Other roles end open sessions: the person signs in to them anew. */
  readonly roles?: readonly Role[] | undefined;
  /** Disabling takes effect at once: open sessions end, and stay ended when it is enabled again. */
  readonly disabled?: boolean | undefined;
}

/** Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, PRECONDITION_FAILED. */
export async function updateAccount(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: UpdateAccountInput,
): Promise<Account> {
  const account = await findAccount(deps.sql, input.id);
  if (account === null) {
    throw await refuseUnseen(deps, context, "account.read", { kind: "account", id: input.id });
  }
  const target = { ownerStates: [account.ownerState] };
  const subject = { kind: "account" as const, id: account.id };
  await authorise(deps, context, "account.read", target, subject);
  await authorise(deps, context, "account.update", target, subject);
  assertMayGrant(context.actor, [...account.roles, ...(input.roles ?? [])]);
  assertNotOwnRise(context, account, input.roles);
  if (input.roles?.length === 0) throw new RibinError("VALIDATION_FAILED", "An account needs at least one role.");
  const now = deps.clock.now();
  const values = {
    name: input.name ?? account.name,
    roles: input.roles === undefined ? account.roles : [...new Set(input.roles)],
    disabledAt: input.disabled === undefined ? account.disabledAt : disable(input.disabled, account, now),
  };
  return deps.sql.transaction(async (tx) => {
    const updated = await updateAccountRow(tx, account.id, input.expectedVersion, values);
    if (updated === null) throw new RibinError("PRECONDITION_FAILED");
    const ends = updated.disabledAt !== null || [...updated.roles].sort().join() !== [...account.roles].sort().join();
    const sessionsEnded = ends ? await endAccess(tx, { before: account, after: updated }, now) : 0;
    await insertAuditEvent(tx, context, {
      at: now,
      action: "account.updated",
      targetKind: "account",
      targetId: account.id,
      ownerStates: [account.ownerState],
      detail: { roles: updated.roles, disabled: updated.disabledAt !== null, version: updated.version, sessionsEnded },
    });
    return updated;
  });
}

async function endAccess(tx: SqlExecutor, change: { before: Account; after: Account }, at: Date): Promise<number> {
  const { before, after } = change;
  const disabled = after.disabledAt !== null;
  await endChallengesOf(tx, after.id, at);
  // Who issued an open one could not have done so for the new role, and has its token.
  const rises = after.roles.some((role) => reachesBeyondState(role) && !before.roles.includes(role));
  if (disabled || rises) await withdrawInvitations(tx, after.id, at);
  // Tokens that somebody holds for others must not outlive the right to issue them.
  const loses = before.roles.some((role) => !after.roles.includes(role));
  if (disabled || loses) await withdrawInvitationsBy(tx, after.id, at);
  return revokeSessionsOf(tx, after.id, at);
}

/** Nobody gives themselves a role: who manages accounts would else be examiner and verifier at will. */
function assertNotOwnRise(context: RequestContext, account: Account, roles: readonly Role[] = []): void {
  const added = roles.find((role) => !account.roles.includes(role));
  if (context.actor.id === account.id && added !== undefined) {
    throw new RibinError(
      "FORBIDDEN",
      `Another coordinator gives you the role "${added}"; nobody gives it to themselves.`,
    );
  }
}

function disable(disabled: boolean, account: Account, now: Date): Date | null {
  return disabled ? (account.disabledAt ?? now) : null;
}
