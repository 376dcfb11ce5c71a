import { SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import type { Account } from "../../repositories/people/accounts.ts";
import { forgetTries, type TryKey, takeTry } from "../../repositories/sign-in/sign-in-tries.ts";
import type { Deps } from "../deps.ts";
import { hashToken } from "./tokens.ts";

type Guarded = "password" | "code";

/** Of an address as it was typed, whether or not somebody has it. */
export function subjectOfAddress(email: string): string {
  return hashToken(`password ${foldAddress(email)}`);
}

/**
 * Whether what was typed is the address, by the very folding that counts tries. The database folds more letters into one (İ and
 * i): each such spelling of an address would else be counted apart, and be a way around the hold.
 */
export function isSameAddress(typed: string, email: string): boolean {
  return foldAddress(typed) === foldAddress(email);
}

function foldAddress(email: string): string {
  return email.trim().normalize("NFKC").toLowerCase();
}

/** Of what only a signed-in or half signed-in person can try. */
export function subjectOfAccount(what: Guarded, accountId: string): string {
  return hashToken(`${what} of ${accountId}`);
}

/** All subjects under which tries for an account are counted. */
export function trySubjectsOf(account: Pick<Account, "id" | "email">): readonly string[] {
  return [
    subjectOfAddress(account.email),
    subjectOfAccount("code", account.id),
    subjectOfAccount("password", account.id),
  ];
}

/**
 * Counts a try, makes it, and takes the count away when it succeeded. `account` null: nobody has the address, and all goes
 * on as if somebody had. Errors: SIGN_IN_HELD while the subject is held, the same for known and unknown addresses.
 */
export async function guardTries(
  deps: Pick<Deps, "sql" | "clock">,
  given: { key: TryKey; account: Account | null; requestId: string; what: Guarded },
  attempt: () => Promise<boolean>,
): Promise<boolean> {
  const now = deps.clock.now();
  const taken = await takeTry(deps.sql, given.key, now);
  if (!taken.taken) throw refuseHeld(taken.heldUntil, now);
  if (await attempt()) {
    await forgetTries(deps.sql, given.key);
    return true;
  }
  const context = { actor: SYSTEM_ACTOR, requestId: given.requestId };
  const target = {
    at: now,
    targetKind: "account" as const,
    targetId: given.account?.id ?? "unknown",
    ownerStates: given.account === null ? [] : [given.account.ownerState],
  };
  await insertAuditEvent(deps.sql, context, { ...target, action: "session.failed", detail: { what: given.what } });
  if (taken.heldUntil !== null) {
    const seconds = Math.round((taken.heldUntil.getTime() - now.getTime()) / 1_000);
    const detail = { what: given.what, tries: taken.tries, seconds };
    await insertAuditEvent(deps.sql, context, { ...target, action: "session.held", detail });
  }
  return false;
}

function refuseHeld(until: Date, now: Date): RibinError {
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1_000));
  const message = `Too many tries failed; the next one is possible in ${seconds} seconds.`;
  return new RibinError("SIGN_IN_HELD", message, { extra: { retryAfterSeconds: seconds } });
}
