import type { StateCode } from "../../domain/vocabulary.ts";
import { hasAccounts } from "../../repositories/sign-in/set-up-codes.ts";
import type { Deps } from "../deps.ts";

export interface SignInMethods {
  /** Nobody has an account yet. */
  readonly setUp: boolean;
  readonly secondFactorRequired: boolean;
  readonly providers: readonly {
    readonly id: string;
    readonly name: string;
    readonly states: readonly StateCode[];
  }[];
}

/** How people may sign in here, for who has not yet. */
export async function listSignInMethods(
  deps: Pick<Deps, "sql" | "limits" | "identityProviders">,
): Promise<SignInMethods> {
  const providers = deps.identityProviders.map(({ id, name, states }) => ({ id, name, states }));
  return { setUp: !(await hasAccounts(deps.sql)), secondFactorRequired: deps.limits.secondFactorRequired, providers };
}
