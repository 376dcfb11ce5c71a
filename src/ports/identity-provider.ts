import type { StateCode } from "../domain/vocabulary.ts";

/** Who a provider says that signed in. */
export interface ProvenIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** The provider saw a second factor of the kind that its settings accept. */
  readonly secondFactor: boolean;
}

/** What one sign-in at a provider is bound to. */
export interface OpenIdBinding {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE: only who holds it can use the code. */
  readonly verifier: string;
}

/** An OpenID provider that may speak for accounts of some states. */
export interface IdentityProvider {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly states: readonly StateCode[];
  /** Where the person's browser is sent. Errors: UNAVAILABLE. */
  begin(binding: OpenIdBinding): Promise<string>;
  /** Redeems what the browser came back with. Errors: PROVIDER_SIGN_IN_FAILED, UNAVAILABLE. */
  finish(binding: OpenIdBinding, callbackUrl: string): Promise<ProvenIdentity>;
  /** Where the browser ends its session at the provider; null where the provider has no such page. */
  findSignOutUrl(): Promise<string | null>;
}
