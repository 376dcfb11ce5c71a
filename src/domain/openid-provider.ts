import type { StateCode } from "./vocabulary.ts";

/** What the settings say of an OpenID provider. */
export interface OpenIdProviderConfig {
  /** A short name of one's own, e.g. "jm-police". */
  readonly id: string;
  /** As people read it. */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** null: a public client, which PKCE alone protects. */
  readonly clientSecret: string | null;
  /** For whose accounts it may speak. */
  readonly states: readonly StateCode[];
  /** An `acr` that means a second factor, */
  readonly secondFactorAcr: readonly string[];
  /** or an `amr` that does. */
  readonly secondFactorAmr: readonly string[];
}
