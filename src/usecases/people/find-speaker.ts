import type { StateCode } from "../../domain/vocabulary.ts";
import type { IdentityProvider } from "../../ports/identity-provider.ts";
import type { Deps } from "../deps.ts";

/** The provider of this issuer where it may speak for accounts of the state; undefined: nobody signs in by it. */
export function findSpeaker(
  deps: Pick<Deps, "identityProviders">,
  issuer: string,
  state: StateCode,
): IdentityProvider | undefined {
  return deps.identityProviders.find((provider) => provider.issuer === issuer && provider.states.includes(state));
}
