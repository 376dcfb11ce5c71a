import type { RequestContext } from "../../domain/context.ts";
import type { Actor } from "../../domain/permission.ts";
import { findAccount } from "../../repositories/people/accounts.ts";
import type { Deps } from "../deps.ts";

export type Self = Actor & { readonly name: string | null; readonly email: string | null };

/** Who asks, with the name by which a page greets them; null for a station. */
export async function readSelf(deps: Pick<Deps, "sql">, { actor }: RequestContext): Promise<Self> {
  const account = actor.kind === "account" ? await findAccount(deps.sql, actor.id) : null;
  return { ...actor, name: account?.name ?? null, email: account?.email ?? null };
}
