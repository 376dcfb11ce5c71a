import type { RequestContext } from "../../domain/context.ts";
import { listOpenSessions, type Session } from "../../repositories/sign-in/sessions.ts";
import type { Deps } from "../deps.ts";
import { findOwnAccount } from "../people/find-own-account.ts";
import { findIdleSince } from "./find-idle-since.ts";
import { hashToken } from "./tokens.ts";

/** `current`: the one that asks. */
export type OwnSession = Omit<Session, "accountId"> & { readonly current: boolean };

/** One's own open sessions, newest first. Errors: FORBIDDEN (station). */
export async function listOwnSessions(
  deps: Pick<Deps, "sql" | "clock" | "limits">,
  context: RequestContext,
  input: { readonly token: string },
): Promise<OwnSession[]> {
  const account = await findOwnAccount(deps, context);
  const now = deps.clock.now();
  const sessions = await listOpenSessions(deps.sql, account.id, { now, idleSince: findIdleSince(deps, now) });
  const hash = hashToken(input.token);
  return sessions.map(({ tokenHash, accountId: _, ...session }) => ({ ...session, current: tokenHash === hash }));
}
