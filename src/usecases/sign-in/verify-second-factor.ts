import { createHash } from "node:crypto";
import type { RequestContext } from "../../domain/context.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import type { Account } from "../../repositories/people/accounts.ts";
import {
  countRecoveryCodes,
  findSecondFactor,
  useRecoveryCode,
  useStep,
} from "../../repositories/sign-in/second-factors.ts";
import type { ShownFactor } from "../../repositories/sign-in/sessions.ts";
import type { Deps } from "../deps.ts";
import { actorOf } from "../reports/compose-report.ts";
import { guardTries, subjectOfAccount } from "./guard-tries.ts";

type Needs = Pick<Deps, "sql" | "clock" | "secretBox" | "oneTimeCodes">;

/**
 * Which factor a code shows: the authenticator's, or a recovery code, which is used up. Null: none. Each time step counts
 * once, in any process. Errors: SIGN_IN_HELD after too many wrong codes.
 */
export async function verifySecondFactor(
  deps: Needs,
  account: Account,
  input: { readonly code: string; readonly requestId: string },
): Promise<ShownFactor | null> {
  const key = { subject: subjectOfAccount("code", account.id), place: "" };
  let shown: ShownFactor | null = null;
  await guardTries(deps, { key, account, requestId: input.requestId, what: "code" }, async () => {
    shown = await findShown(deps, account, input);
    return shown !== null;
  });
  return shown;
}

async function findShown(
  deps: Needs,
  account: Account,
  input: { readonly code: string; readonly requestId: string },
): Promise<ShownFactor | null> {
  const factor = await findSecondFactor(deps.sql, account.id);
  if (factor?.confirmedAt == null) return null;
  const now = deps.clock.now();
  const code = input.code.replace(/[\s-]/g, "");
  const step = deps.oneTimeCodes.findStep(await deps.secretBox.open(factor.sealedSecret, account.id), code, now);
  if (step !== null && (await useStep(deps.sql, account.id, factor.sealedSecret, step))) return "code";
  return deps.sql.transaction(async (tx) => {
    if (!(await useRecoveryCode(tx, account.id, hashRecoveryCode(account.id, code), now))) return null;
    const context: RequestContext = { actor: actorOf(account), requestId: input.requestId };
    await insertAuditEvent(tx, context, {
      at: now,
      action: "second_factor.recovered",
      targetKind: "account",
      targetId: account.id,
      ownerStates: [account.ownerState],
      detail: { codesLeft: await countRecoveryCodes(tx, account.id) },
    });
    return "recovery_code";
  });
}

/** 80 random bits need no slow hash. Blanks, hyphens and case do not count. */
export function hashRecoveryCode(accountId: string, code: string): string {
  const plain = code.replace(/[\s-]/g, "").toUpperCase();
  return createHash("sha256").update(`${accountId} ${plain}`, "utf8").digest("hex");
}
