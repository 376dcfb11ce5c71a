import type { Actor } from "../domain/permission.ts";
import { findSessionActor } from "../repositories/sessions.ts";
import { findStationActor } from "../repositories/stations.ts";
import type { Deps } from "./deps.ts";
import { hashToken } from "./tokens.ts";

/** The actor behind a bearer token of a person's session or an acquisition station; null for any other text. */
export async function authenticateToken(
  deps: Pick<Deps, "sql" | "clock">,
  input: { token: string },
): Promise<Actor | null> {
  if (input.token.startsWith("rbs_")) return findSessionActor(deps.sql, hashToken(input.token), deps.clock.now());
  if (input.token.startsWith("rbt_")) return findStationActor(deps.sql, hashToken(input.token));
  return null;
}
