import type { Actor } from "../../domain/permission.ts";
import { findStationActor, touchStation } from "../../repositories/people/stations.ts";
import { findSessionActor, touchSession } from "../../repositories/sign-in/sessions.ts";
import type { Deps } from "../deps.ts";
import { findIdleSince } from "./find-idle-since.ts";
import { hashToken } from "./tokens.ts";

/** That a token is in use is written down this often at most, */
const TOUCH_MS = 60_000;
/** and often enough within the time after which an unused session ends. */
const TOUCHES_WHILE_IDLE = 10;

/** The actor behind a bearer token of a person's session or an acquisition station; null for any other text. */
export async function authenticateToken(
  deps: Pick<Deps, "sql" | "clock"> & { readonly limits: Pick<Deps["limits"], "sessionIdleMinutes"> },
  input: { token: string },
): Promise<Actor | null> {
  const now = deps.clock.now();
  if (input.token.startsWith("rbt_")) return authenticateStation(deps, hashToken(input.token), now);
  if (!input.token.startsWith("rbs_")) return null;
  const found = await findSessionActor(deps.sql, hashToken(input.token), { now, idleSince: findIdleSince(deps, now) });
  if (found === null) return null;
  const touchMs = Math.min(TOUCH_MS, (deps.limits.sessionIdleMinutes * 60_000) / TOUCHES_WHILE_IDLE);
  if (now.getTime() - found.lastSeenAt.getTime() >= touchMs) await touchSession(deps.sql, found.sessionId, now);
  return found.actor;
}

async function authenticateStation(deps: Pick<Deps, "sql">, tokenHash: string, now: Date): Promise<Actor | null> {
  const found = await findStationActor(deps.sql, tokenHash, now);
  if (found === null) return null;
  const { actor, lastUsedAt } = found;
  if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= TOUCH_MS) {
    await touchStation(deps.sql, actor.id, now);
  }
  return actor;
}
