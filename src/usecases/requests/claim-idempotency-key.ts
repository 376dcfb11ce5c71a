import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import {
  deleteIdempotencyKey,
  findIdempotencyKey,
  type HeldKey,
  type IdempotencyKey,
  insertIdempotencyKey,
  keepIdempotencyKeys,
  type StoredResponse,
  takeOverIdempotencyKey,
  updateIdempotencyResponse,
} from "../../repositories/idempotency-keys.ts";
import type { Deps } from "../deps.ts";

/** A request whose process has not been heard of for so long died with it; the key may be taken over. */
const SILENCE_MS = 20_000;
/** The same of a program that does not say that it lives. */
const CLAIM_MINUTES = 15;

export type IdempotencyClaim =
  | { readonly kind: "claimed"; readonly claimedAt: Date }
  | { readonly kind: "answered"; readonly requestHash: string; readonly response: StoredResponse };

/**
 * Claims `key` for this actor, or finds what it was answered with. `requestHash` is null for a request whose body is still to be
 * streamed; such a caller compares the hash of an answered key itself. Errors: IDEMPOTENCY_IN_PROGRESS while the first
 * request is running, IDEMPOTENCY_KEY_REUSED when the key was used for another request.
 */
export async function claimIdempotencyKey(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { key: string; requestHash: string | null },
): Promise<IdempotencyClaim> {
  const claim = {
    actorId: context.actor.id,
    key: input.key,
    requestHash: input.requestHash ?? "",
    at: deps.clock.now(),
  };
  if (await insertIdempotencyKey(deps.sql, claim)) return { kind: "claimed", claimedAt: claim.at };
  const known = await findIdempotencyKey(deps.sql, claim.actorId, claim.key);
  if (known === null) throw new RibinError("IDEMPOTENCY_IN_PROGRESS");
  if (known.response !== null) {
    if (input.requestHash !== null) assertSameRequest(known.requestHash, input.requestHash);
    return { kind: "answered", requestHash: known.requestHash, response: known.response };
  }
  const { createdAt: claimedAt, aliveAt } = known;
  if (isDead(known, claim.at) && (await takeOverIdempotencyKey(deps.sql, { ...claim, claimedAt, aliveAt }))) {
    return { kind: "claimed", claimedAt: claim.at };
  }
  throw new RibinError("IDEMPOTENCY_IN_PROGRESS");
}

function isDead({ createdAt, aliveAt }: IdempotencyKey, now: Date): boolean {
  if (aliveAt === null) return now.getTime() - createdAt.getTime() > CLAIM_MINUTES * 60_000;
  return now.getTime() - aliveAt.getTime() > SILENCE_MS;
}

/** To be called every few seconds while this process answers the requests that hold the keys. */
export async function keepClaims(deps: Pick<Deps, "sql" | "clock">, held: readonly HeldKey[]): Promise<void> {
  await keepIdempotencyKeys(deps.sql, held, deps.clock.now());
}

export function assertSameRequest(storedHash: string, requestHash: string): void {
  if (storedHash !== requestHash) throw new RibinError("IDEMPOTENCY_KEY_REUSED");
}

/** Keeps the answer of a claimed key; with `response` null the request failed and the key is freed. */
export async function settleIdempotencyKey(
  deps: Pick<Deps, "sql">,
  context: RequestContext,
  input: { key: string; claimedAt: Date; requestHash: string; response: StoredResponse | null },
): Promise<void> {
  const row = { ...input, actorId: context.actor.id };
  if (input.response === null) await deleteIdempotencyKey(deps.sql, row);
  else await updateIdempotencyResponse(deps.sql, { ...row, response: input.response });
}
