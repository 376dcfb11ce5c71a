/** Who asks: the token of a person's session or of an acquisition station, as a bearer or in the workbench's cookie. Deny by default, in one hook. */
import type { FastifyRequest } from "fastify";
import { RibinError } from "../../domain/errors.ts";
import { runAsking } from "../../ports/asker.ts";
import type { Deps } from "../../usecases/deps.ts";
import { authenticateToken } from "../../usecases/sign-in/authenticate-token.ts";
import { readSessionCookie } from "../browser-session.ts";
import type { App } from "../fastify-types.ts";

const BEARER = /^Bearer ([A-Za-z0-9_-]{20,200})$/i;

type Asking = Pick<FastifyRequest, "headers" | "cookies">;

/** The token of the request, or null. Where the header is sent it alone counts. */
export function readBearerToken(request: Asking): string | null {
  if (request.headers.authorization === undefined) return readSessionCookie(request);
  return BEARER.exec(request.headers.authorization)?.[1] ?? null;
}

/** The token of a request that was let through with one. */
export function requireBearerToken(request: Asking): string {
  const token = readBearerToken(request);
  if (token === null) throw new RibinError("UNAUTHENTICATED");
  return token;
}

/**
 * Refuses every request to a route that is not public unless its token is valid, before the body is read. A session's end
 * and a disabled account take effect at the next request: nothing is cached.
 */
export function installAuthentication(app: App, deps: Pick<Deps, "sql" | "clock" | "limits">): void {
  app.decorateRequest("actor", null);
  app.addHook("onRequest", async (request) => {
    if (request.is404 || request.routeOptions.config.access === "public") return;
    const token = readBearerToken(request);
    if (token !== null) request.actor = await authenticateBearer(deps, token);
    if (request.actor === null) throw new RibinError("UNAUTHENTICATED");
    if (request.actor.mustEnrol && request.routeOptions.config.access !== "enrolling") {
      throw new RibinError("SECOND_FACTOR_REQUIRED");
    }
  });
}

/** Whose token it is, asked by the role that may look tokens up; null for nobody's. */
export function authenticateBearer(
  deps: Parameters<typeof authenticateToken>[0],
  token: string,
): ReturnType<typeof authenticateToken> {
  return runAsking({ role: "ribin_sign_in", actor: null }, () => authenticateToken(deps, { token }));
}
