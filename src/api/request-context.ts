import type { FastifyRequest } from "fastify";
import type { RequestContext } from "../domain/context.ts";
import { RibinError } from "../domain/errors.ts";

/** Who asks, for the usecases. Throws UNAUTHENTICATED on a request that no one signed, whatever the route says. */
export function contextOf(request: FastifyRequest): RequestContext {
  if (request.actor === null) throw new RibinError("UNAUTHENTICATED");
  return { actor: request.actor, requestId: request.id };
}
