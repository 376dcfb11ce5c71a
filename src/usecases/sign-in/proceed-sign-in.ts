import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import type { Account } from "../../repositories/people/accounts.ts";
import { findSecondFactor } from "../../repositories/sign-in/second-factors.ts";
import {
  insertSession,
  type Origin,
  type ProviderSession,
  type ShownFactor,
  type SignInMethod,
} from "../../repositories/sign-in/sessions.ts";
import { insertChallenge } from "../../repositories/sign-in/sign-in-challenges.ts";
import type { Deps } from "../deps.ts";
import { actorOf } from "../reports/compose-report.ts";
import { hashToken, makeToken } from "./tokens.ts";

const CHALLENGE_MINUTES = 5;

export interface SignedIn {
  readonly kind: "session";
  /** Shown this once; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Date;
  readonly account: Account;
  /** The region requires a second factor and the person has none: the session may only enrol one. */
  readonly mustEnrol: boolean;
}

export interface SecondFactorAsked {
  readonly kind: "second_factor";
  /** To be sent back with a code. */
  readonly challenge: string;
  readonly expiresAt: Date;
}

export interface FirstStep {
  readonly account: Account;
  readonly method: SignInMethod;
  /** What the session ends with; null: it was not opened at a provider. */
  readonly provider: ProviderSession | null;
  /** What the provider said that it saw; null: nothing. */
  readonly shown: ShownFactor | null;
  readonly origin: Origin;
  readonly requestId: string;
  /** Throws where what was shown counts no more; asked in the transaction that opens what follows, so that a reset ends both. */
  readonly assertStands: (tx: SqlExecutor) => Promise<void>;
}

/** After the first step: a session, or the question for the second factor where the person has one. */
export async function proceedSignIn(
  deps: Pick<Deps, "sql" | "clock" | "limits">,
  step: FirstStep,
): Promise<SignedIn | SecondFactorAsked> {
  const factor = await findSecondFactor(deps.sql, step.account.id);
  const enrolled = factor !== null && factor.confirmedAt !== null;
  if (step.shown === null && enrolled) return askSecondFactor(deps, step);
  return openSession(deps, step, step.shown === null && deps.limits.secondFactorRequired);
}

async function askSecondFactor(deps: Pick<Deps, "sql" | "clock">, step: FirstStep): Promise<SecondFactorAsked> {
  const challenge = makeToken("rbc");
  const createdAt = deps.clock.now();
  const expiresAt = new Date(createdAt.getTime() + CHALLENGE_MINUTES * 60_000);
  await deps.sql.transaction(async (tx) => {
    await step.assertStands(tx);
    await insertChallenge(tx, {
      id: uuidv7(),
      accountId: step.account.id,
      tokenHash: hashToken(challenge),
      method: step.method,
      provider: step.provider,
      ...step.origin,
      createdAt,
      expiresAt,
    });
  });
  return { kind: "second_factor", challenge, expiresAt };
}

/** Opens a session; `mustEnrol` where it may do nothing but enrol a second factor. */
export async function openSession(
  deps: Pick<Deps, "sql" | "clock" | "limits">,
  step: FirstStep,
  mustEnrol: boolean,
): Promise<SignedIn> {
  const { account } = step;
  const token = makeToken("rbs");
  const id = uuidv7();
  const now = deps.clock.now();
  const expiresAt = new Date(now.getTime() + deps.limits.sessionHours * 3_600_000);
  const context: RequestContext = { requestId: step.requestId, actor: actorOf(account) };
  await deps.sql.transaction(async (tx) => {
    await step.assertStands(tx);
    await insertSession(tx, {
      id,
      accountId: account.id,
      tokenHash: hashToken(token),
      method: step.method,
      provider: step.provider,
      secondFactor: step.shown,
      enrolling: mustEnrol,
      ...step.origin,
      createdAt: now,
      expiresAt,
    });
    await insertAuditEvent(tx, context, {
      at: now,
      action: "session.created",
      targetKind: "session",
      targetId: id,
      ownerStates: [account.ownerState],
      detail: { method: step.method, secondFactor: step.shown, mustEnrol },
    });
  });
  return { kind: "session", token, expiresAt, account, mustEnrol };
}
