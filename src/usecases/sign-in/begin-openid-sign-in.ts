import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { refuseField } from "../../domain/errors.ts";
import { insertOpenIdFlow } from "../../repositories/sign-in/openid-flows.ts";
import type { Deps } from "../deps.ts";
import { findOpenInvitation } from "../people/find-open-invitation.ts";
import { hashToken, makeToken } from "./tokens.ts";

const FLOW_MINUTES = 10;

export interface BegunOpenIdSignIn {
  /** Where the browser goes. */
  readonly authorizationUrl: string;
  /** What this browser keeps, to show that it is the one that began; shown this once. */
  readonly flow: string;
  readonly expiresAt: Date;
}

/**
 * Begins a sign-in at a provider; with an invitation, the identity that comes back is linked to its account. Errors:
 * VALIDATION_FAILED (provider), INVITATION_INVALID, UNAVAILABLE.
 */
export async function beginOpenIdSignIn(
  deps: Pick<Deps, "sql" | "clock" | "secretBox" | "identityProviders">,
  input: { readonly provider: string; readonly invitation: string | null; readonly requestId: string },
): Promise<BegunOpenIdSignIn> {
  const provider = deps.identityProviders.find((candidate) => candidate.id === input.provider);
  if (provider === undefined) {
    const message = "There is no such provider; GET /v1/sign-in-methods lists them";
    throw refuseField("provider", { message, problem: "no_such_provider" }, `${message}.`);
  }
  const { invitation, requestId } = input;
  if (invitation !== null) await findOpenInvitation(deps, { tokenHash: hashToken(invitation), requestId });
  const [state, nonce, verifier] = [makeRandom(), makeRandom(), makeRandom()];
  const authorizationUrl = await provider.begin({ state, nonce, verifier });
  const flow = makeToken("rbf");
  const id = uuidv7();
  const createdAt = deps.clock.now();
  const expiresAt = new Date(createdAt.getTime() + FLOW_MINUTES * 60_000);
  await insertOpenIdFlow(deps.sql, {
    id,
    provider: provider.id,
    flowHash: hashToken(flow),
    stateHash: hashToken(state),
    nonce,
    sealedVerifier: await deps.secretBox.seal(verifier, id),
    invitationHash: invitation === null ? null : hashToken(invitation),
    createdAt,
    expiresAt,
  });
  return { authorizationUrl, flow, expiresAt };
}

function makeRandom(): string {
  return randomBytes(32).toString("base64url");
}
