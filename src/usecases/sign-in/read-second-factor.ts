import type { RequestContext } from "../../domain/context.ts";
import { countRecoveryCodes, findSecondFactor } from "../../repositories/sign-in/second-factors.ts";
import type { Deps } from "../deps.ts";
import { findOwnAccount } from "../people/find-own-account.ts";

export interface SecondFactorView {
  readonly required: boolean;
  /** Null: none guards the account. */
  readonly enrolledAt: Date | null;
  readonly recoveryCodesLeft: number;
}

/** What guards one's own account. Errors: FORBIDDEN (station). */
export async function readSecondFactor(
  deps: Pick<Deps, "sql" | "limits">,
  context: RequestContext,
): Promise<SecondFactorView> {
  const account = await findOwnAccount(deps, context);
  const factor = await findSecondFactor(deps.sql, account.id);
  return {
    required: deps.limits.secondFactorRequired,
    enrolledAt: factor?.confirmedAt ?? null,
    recoveryCodesLeft: await countRecoveryCodes(deps.sql, account.id),
  };
}
