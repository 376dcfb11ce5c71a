import type { StateCode } from "../domain/vocabulary.ts";

/** Who a provider says that signed in. */
export interface ProvenIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** The provider saw a second factor of the kind that its settings accept. */
  readonly secondFactor: boolean;
  /** What the provider calls the session (`sid`); null: it gives it no name. */
  readonly sid: string | null;
  /** When the provider said so, by its own clock, in seconds. */
  readonly issuedAt: Date;
}

/** What a provider says that ended: a session, or all of a person's; one of `subject` and `sid` at least. */
export interface ProvenLogout {
  readonly issuer: string;
  /** Of the token (`jti`): the same is said once. */
  readonly tokenId: string;
  readonly subject: string | null;
  readonly sid: string | null;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
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
  /** Reads what the provider sent by itself (OpenID Connect Back-Channel Logout). Errors: LOGOUT_TOKEN_REFUSED. */
  proveLogout(logoutToken: string, now: Date): Promise<ProvenLogout>;
  /** Where the browser ends its session at the provider; null where the provider has no such page. */
  findSignOutUrl(): Promise<string | null>;
}
