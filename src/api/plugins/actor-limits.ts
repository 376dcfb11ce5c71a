/** How much may be asked in one's name: of a person or a station, whatever tokens it holds and wherever it asks from, and of a state. */
import type { FastifyReply } from "fastify";
import { RibinError } from "../../domain/errors.ts";
import type { Actor } from "../../domain/permission.ts";
import type { RequestBound, RequestCount, RequestCounter } from "../../ports/request-counter.ts";
import type { ApiConfig } from "../api-config.ts";
import type { App } from "../fastify-types.ts";

const WINDOW_MS = 60_000;

interface Bound extends RequestBound {
  readonly who: string;
}

/**
 * Behind authentication, and beside the limits by address: those stop who guesses tokens, these stop who has one. Its own bound comes
 * first, so that one wild program does not use up what its state may ask. Routes with a limit of their own count for themselves.
 */
export function installActorLimits(app: App, counter: RequestCounter, config: ApiConfig): void {
  app.addHook("onRequest", async (request, reply) => {
    const { actor } = request;
    if (actor === null || request.routeOptions.config.rateLimit !== undefined) return;
    const bounds = boundsOf(actor, config);
    const counts = await counter.count(bounds, WINDOW_MS);
    for (const [i, counted] of counts.entries()) {
      const bound = bounds[i];
      if (bound !== undefined) holdTo(bound, counted, reply);
    }
  });
}

function boundsOf(actor: Actor, config: ApiConfig): readonly Bound[] {
  const own = { key: `${actor.kind}/${actor.id}`, most: config.requestsPerMinuteOfToken, who: "whoever asks here" };
  if (actor.state === null) return [own];
  const most = config.requestsPerMinuteOfState;
  return [own, { key: `state/${actor.state}`, most, who: `all people and stations of ${actor.state} together` }];
}

/** The headers tell of the bound that is nearest: an address's may have been told before. */
function holdTo({ most, who }: Bound, { count, resetMs }: RequestCount, reply: FastifyReply): void {
  const [remaining, seconds] = [Math.max(0, most - count), Math.max(1, Math.ceil(resetMs / 1_000))];
  const told = reply.getHeader("ratelimit-remaining");
  if (told === undefined || remaining < Number(told)) {
    reply.headers({ "ratelimit-limit": most, "ratelimit-remaining": remaining, "ratelimit-reset": seconds });
  }
  if (count <= most) return;
  throw new RibinError(
    "TOO_MANY_REQUESTS",
    `The limit of ${most} requests a minute for ${who} is reached; try again in ${seconds} seconds.`,
    { extra: { retryAfterSeconds: seconds } },
  );
}
