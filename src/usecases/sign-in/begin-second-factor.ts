import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { beginSecondFactor as beginRow } from "../../repositories/sign-in/second-factors.ts";
import type { Deps } from "../deps.ts";
import { assertOwnPassword } from "../people/assert-own-password.ts";
import { findOwnAccount } from "../people/find-own-account.ts";

export interface BegunSecondFactor {
  /** For the authenticator, to be typed; shown this once. */
  readonly secret: string;
  /** The same as an otpauth:// address, to be shown as a picture. */
  readonly address: string;
}

/**
 * Begins to enrol an authenticator; it guards nothing until a code of it was confirmed. Errors: FORBIDDEN (station),
 * SIGN_IN_FAILED (password), SIGN_IN_HELD, CONFLICT (one is enrolled).
 */
export async function beginSecondFactor(
  deps: Pick<Deps, "sql" | "clock" | "passwords" | "secretBox" | "oneTimeCodes">,
  context: RequestContext,
  input: { readonly password: string | null },
): Promise<BegunSecondFactor> {
  const account = await findOwnAccount(deps, context);
  await assertOwnPassword(deps, account, { password: input.password, requestId: context.requestId });
  const secret = deps.oneTimeCodes.makeSecret();
  const sealed = await deps.secretBox.seal(secret, account.id);
  if (!(await beginRow(deps.sql, account.id, sealed, deps.clock.now()))) {
    throw new RibinError("CONFLICT", "A second factor is enrolled; remove it first.");
  }
  return { secret, address: deps.oneTimeCodes.describe(secret, account.email) };
}
