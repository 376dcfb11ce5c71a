import type { RequestContext } from "../../domain/context.ts";
import { type Account, findPasswordHash } from "../../repositories/people/accounts.ts";
import { type Identity, listIdentities } from "../../repositories/people/identities.ts";
import type { Deps } from "../deps.ts";
import { findManagedAccount } from "./find-managed-account.ts";
import { findOwnAccount } from "./find-own-account.ts";
import { findSpeaker } from "./find-speaker.ts";

export interface LinkedIdentity {
  readonly id: string;
  readonly issuer: string;
  /** null: the settings name no such provider any more, or not for the account's state; nobody signs in with it. */
  readonly provider: string | null;
  readonly linkedAt: Date;
}

export interface AccountSignIn {
  readonly hasPassword: boolean;
  readonly identities: readonly LinkedIdentity[];
}

/** By what the person of an account may sign in. What a provider calls them is told to nobody. Errors: NOT_FOUND, FORBIDDEN. */
export async function readAccountSignIn(
  deps: Pick<Deps, "sql" | "clock" | "identityProviders">,
  context: RequestContext,
  input: { readonly accountId: string },
): Promise<AccountSignIn> {
  return describeSignIn(deps, await findManagedAccount(deps, context, input.accountId, "account.read"));
}

/** The same of oneself. Errors: FORBIDDEN (station). */
export async function readOwnSignIn(
  deps: Pick<Deps, "sql" | "identityProviders">,
  context: RequestContext,
): Promise<AccountSignIn> {
  return describeSignIn(deps, await findOwnAccount(deps, context));
}

async function describeSignIn(deps: Pick<Deps, "sql" | "identityProviders">, account: Account): Promise<AccountSignIn> {
  const identities = await listIdentities(deps.sql, account.id);
  return {
    hasPassword: (await findPasswordHash(deps.sql, account.id)) !== null,
    identities: identities.map(({ id, issuer, createdAt }: Identity) => {
      const provider = findSpeaker(deps, issuer, account.ownerState)?.id ?? null;
      return { id, issuer, provider, linkedAt: createdAt };
    }),
  };
}
