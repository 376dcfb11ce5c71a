import { RibinError } from "../../domain/errors.ts";
import type { IdentityProvider, ProvenIdentity } from "../../ports/identity-provider.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { holdSignIn } from "../../repositories/people/accounts.ts";
import { findAccountOfIdentity } from "../../repositories/people/identities.ts";
import { type OpenIdFlow, takeOpenIdFlow } from "../../repositories/sign-in/openid-flows.ts";
import { holdProviderSessions, isLoggedOut } from "../../repositories/sign-in/provider-sessions.ts";
import type { Origin } from "../../repositories/sign-in/sessions.ts";
import type { Deps } from "../deps.ts";
import { findIdentityAccount } from "./find-identity-account.ts";
import { proceedSignIn, type SecondFactorAsked, type SignedIn } from "./proceed-sign-in.ts";
import { hashToken } from "./tokens.ts";

type Needs = Pick<Deps, "sql" | "clock" | "limits" | "secretBox" | "identityProviders" | "log">;

/** Where the browser ends its session at the provider too; null where that has no page for it. */
type WithSignOut = { readonly providerSignOutUrl: string | null };

/**
 * The browser is back from the provider: a session, or the question for the second factor where the provider saw none and the
 * person has one. A flow counts once, whatever comes of it. Errors: PROVIDER_SIGN_IN_FAILED, IDENTITY_UNKNOWN, FORBIDDEN
 * (the provider may not speak for the account's state), SIGN_IN_FAILED (disabled), INVITATION_INVALID, CONFLICT, UNAVAILABLE.
 */
export async function completeOpenIdSignIn(
  deps: Needs,
  input: { readonly flow: string; readonly callbackUrl: string; readonly origin: Origin; readonly requestId: string },
): Promise<(SignedIn | SecondFactorAsked) & WithSignOut> {
  const flow = await takeOpenIdFlow(deps.sql, hashToken(input.flow), deps.clock.now());
  const provider = deps.identityProviders.find((candidate) => candidate.id === flow?.provider);
  if (flow === null || provider === undefined) {
    throw new RibinError("PROVIDER_SIGN_IN_FAILED", "The sign-in was begun too long ago, or is done; begin again.");
  }
  const identity = await proveIdentity(deps, provider, flow, input);
  const given = { provider, identity, invitationHash: flow.invitationHash, requestId: input.requestId };
  const account = await findIdentityAccount(deps, given);
  const step = await proceedSignIn(deps, {
    account,
    method: "openid",
    provider: { issuer: identity.issuer, sid: identity.sid },
    shown: identity.secondFactor ? "provider" : null,
    origin: input.origin,
    requestId: input.requestId,
    async assertStands(tx) {
      if (!(await holdSignIn(tx, account.id, null))) throw new RibinError("SIGN_IN_FAILED", "The account is disabled.");
      await assertIdentityStands(tx, identity, account.id);
    },
  });
  return { ...step, providerSignOutUrl: await provider.findSignOutUrl() };
}

/** Neither unlinked nor signed out by the provider while this sign-in was under way. */
async function assertIdentityStands(tx: SqlExecutor, identity: ProvenIdentity, accountId: string): Promise<void> {
  const { issuer, subject } = identity;
  if ((await findAccountOfIdentity(tx, issuer, subject)) !== accountId) {
    throw new RibinError("IDENTITY_UNKNOWN", "The identity was unlinked at this moment.");
  }
  await holdProviderSessions(tx, issuer, "open");
  if (await isLoggedOut(tx, { ...identity, subjectHash: hashToken(subject) })) {
    throw new RibinError("PROVIDER_SIGN_IN_FAILED", "The provider ended its session meanwhile; begin again.");
  }
}

async function proveIdentity(
  deps: Needs,
  provider: IdentityProvider,
  flow: OpenIdFlow,
  input: { readonly callbackUrl: string; readonly requestId: string },
): Promise<ProvenIdentity> {
  const state = URL.canParse(input.callbackUrl) ? new URL(input.callbackUrl).searchParams.get("state") : null;
  if (state === null || hashToken(state) !== flow.stateHash) {
    throw new RibinError("PROVIDER_SIGN_IN_FAILED", "The answer belongs to another sign-in; begin again.");
  }
  try {
    const verifier = await deps.secretBox.open(flow.sealedVerifier, flow.id);
    return await provider.finish({ state, nonce: flow.nonce, verifier }, input.callbackUrl);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : error;
    deps.log.warn({ requestId: input.requestId, provider: provider.id, err: cause }, "sign-in at a provider failed");
    throw error;
  }
}
