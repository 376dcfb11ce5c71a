/**
 * The session of a browser: its token lies in a cookie that no script can read, and counts only where the service's own pages ask.
 * Other clients send `Authorization: Bearer`.
 */
import type { FastifyReply, FastifyRequest } from "fastify";

/** Sent by the workbench with each request of its own; another site cannot send it without a permission that is never given. */
const WORKBENCH_HEADER = "x-ribin-workbench";

const COOKIE = "ribin_session";

type Headers = Pick<FastifyRequest, "headers">;

/** Whether the service's workbench asks, so that a session belongs in a cookie. */
function isWorkbench(request: Headers): boolean {
  return request.headers[WORKBENCH_HEADER] !== undefined;
}

/**
 * The token of the cookie, or null. It is believed where the browser itself says that a page of this origin asks (Sec-Fetch-Site),
 * or where the request bears the workbench's header: neither can be had by a page of another site, nor by a link in a mail.
 */
export function readSessionCookie(request: Headers & Pick<FastifyRequest, "cookies">): string | null {
  const token = request.cookies?.[COOKIE];
  if (token === undefined || token === "") return null;
  const site = request.headers["sec-fetch-site"];
  return site === "same-origin" || (site === undefined && isWorkbench(request)) ? token : null;
}

/** Answers with a session that was opened: to the workbench the token goes as a cookie, and its page never holds it. */
export function sendSession<Step extends { readonly token: string; readonly expiresAt: Date }>(
  request: FastifyRequest,
  reply: FastifyReply,
  step: Step,
): FastifyReply {
  reply.code(201).header("cache-control", "no-store");
  if (!isWorkbench(request)) return reply.send(step);
  reply.setCookie(COOKIE, step.token, { ...describeCookie(request), expires: step.expiresAt });
  return reply.send({ ...step, token: null });
}

/** Forgets the cookie, whether or not there is one. */
export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(COOKIE, describeCookie(request));
}

function describeCookie(request: FastifyRequest) {
  return { path: "/", httpOnly: true, sameSite: "strict", secure: request.protocol === "https" } as const;
}
