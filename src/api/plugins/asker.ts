/** In whose name the queries of a request are made: nobody's, until the sign-in was checked. */
import type { FastifyRequest } from "fastify";
import { type Asker, runAsking } from "../../ports/asker.ts";
import type { App } from "../fastify-types.ts";

/** Before authentication: what is asked until then is asked by nobody, and nobody sees evidence. */
export function installNobody(app: App): void {
  app.addHook("onRequest", (request, _reply, done) => runAsking(askerOf(request), done));
}

/** After authentication, for all that follows. A body that is read may lose it on its way; it is taken up again behind it. */
export function installAsker(app: App): void {
  app.addHook("onRequest", (request, _reply, done) => runAsking(askerOf(request), done));
  app.addHook("preValidation", (request, _reply, done) => runAsking(askerOf(request), done));
}

function askerOf(request: FastifyRequest): Asker {
  const { access, asks } = request.routeOptions.config;
  const actor = access === "public" ? null : request.actor;
  return { role: asks === "sign_in" ? "ribin_sign_in" : "ribin_request", actor };
}
