import { SIGN_IN_HOLD } from "../../domain/sign-in-hold.ts";
import { deleteOldOpenIdFlows } from "../../repositories/sign-in/openid-flows.ts";
import { deleteOldLogouts } from "../../repositories/sign-in/provider-sessions.ts";
import { deleteOldChallenges } from "../../repositories/sign-in/sign-in-challenges.ts";
import { deleteOldTries } from "../../repositories/sign-in/sign-in-tries.ts";
import type { Deps } from "../deps.ts";

/** Removes what no sign-in needs any more: failures that no longer count, steps that led to nothing. */
export async function forgetSignIns(deps: Pick<Deps, "sql" | "clock">): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - SIGN_IN_HOLD.memoryHours * 3_600_000);
  await deleteOldTries(deps.sql, before);
  await deleteOldChallenges(deps.sql, before);
  await deleteOldOpenIdFlows(deps.sql, before);
  await deleteOldLogouts(deps.sql, before);
}
