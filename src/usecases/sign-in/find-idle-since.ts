import type { Deps } from "../deps.ts";

/** A session that was not used since is over. */
export function findIdleSince(deps: { readonly limits: Pick<Deps["limits"], "sessionIdleMinutes"> }, now: Date): Date {
  return new Date(now.getTime() - deps.limits.sessionIdleMinutes * 60_000);
}
