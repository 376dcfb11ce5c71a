import { deleteIdempotencyKeysBefore } from "../../repositories/idempotency-keys.ts";
import type { Deps } from "../deps.ts";

/** Hours for which a key is honoured; the API description says so. */
export const IDEMPOTENCY_HOURS = 24;

/** Forgets keys that are no longer honoured; returns how many. */
export async function forgetIdempotencyKeys(deps: Pick<Deps, "sql" | "clock">): Promise<number> {
  return deleteIdempotencyKeysBefore(deps.sql, new Date(deps.clock.now().getTime() - IDEMPOTENCY_HOURS * 3_600_000));
}
