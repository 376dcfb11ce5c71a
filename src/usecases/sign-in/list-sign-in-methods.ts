import type { StateCode } from "../../domain/vocabulary.ts";
import type { Deps } from "../deps.ts";

export interface SignInMethods {
  readonly secondFactorRequired: boolean;
  readonly providers: readonly {
    readonly id: string;
    readonly name: string;
    readonly states: readonly StateCode[];
  }[];
}

/** How people may sign in here, for who has not yet. */
export function listSignInMethods(deps: Pick<Deps, "limits" | "identityProviders">): SignInMethods {
  const providers = deps.identityProviders.map(({ id, name, states }) => ({ id, name, states }));
  return { secondFactorRequired: deps.limits.secondFactorRequired, providers };
}
