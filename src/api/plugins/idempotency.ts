/** Idempotency-Key on every POST: the same request sent again is answered as the first time, without being done again. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { RibinError, refuseField } from "../../domain/errors.ts";
import { PROGRAM, runAsking } from "../../ports/asker.ts";
import type { Deps } from "../../usecases/deps.ts";
import {
  assertSameRequest,
  claimIdempotencyKey,
  keepClaims,
  settleIdempotencyKey,
} from "../../usecases/requests/claim-idempotency-key.ts";
import type { App } from "../fastify-types.ts";
import { hashRequest, withholdSecrets } from "../idempotency-hash.ts";
import { contextOf } from "../request-context.ts";

type StoredResponse = Extract<Awaited<ReturnType<typeof claimIdempotencyKey>>, { kind: "answered" }>["response"];

export interface IdempotencyHandle {
  readonly key: string;
  /** Of this request; null until a streamed body was read to its end, and then the key is not kept. */
  requestHash: string | null;
  readonly claimedAt: Date | null;
  /** It was refused for the moment: the same request may succeed later, so the key is freed. */
  passing: boolean;
  /** How an earlier request with this key was answered; null on the first. */
  readonly answered: { readonly requestHash: string; readonly response: StoredResponse } | null;
}

const KEY = /^[\x21-\x7e]{8,200}$/;
const KEPT_HEADERS = ["content-type", "location", "etag"] as const;

export function installIdempotency(app: App, deps: Pick<Deps, "sql" | "clock" | "log">): void {
  app.decorateRequest("idempotency", null);
  const held = holdClaims(app, deps);

  app.addHook("preHandler", async (request, reply) => {
    const key = request.headers["idempotency-key"];
    const { idempotency, secretFields = [] } = request.routeOptions.config;
    if (request.method !== "POST" || key === undefined || idempotency === "none" || request.is404) return;
    if (typeof key !== "string" || !KEY.test(key)) {
      const message = "Send 8 to 200 printable characters without blanks, e.g. a random uuid.";
      throw refuseField("header.idempotency-key", message);
    }
    const deferred = idempotency === "deferred" && request.body === undefined;
    const requestHash = deferred ? null : hashRequest(request, request.body, secretFields);
    const claim = await claimIdempotencyKey(deps, contextOf(request), { key, requestHash });
    const answered = claim.kind === "answered" ? claim : null;
    const claimedAt = claim.kind === "claimed" ? claim.claimedAt : null;
    request.idempotency = { key, requestHash, answered, claimedAt, passing: false };
    if (claimedAt !== null) held(reply, { actorId: contextOf(request).actor.id, key, claimedAt });
    if (answered !== null && !deferred) return replay(reply, answered.response);
  });

  app.addHook("onSend", async (request, reply, payload) => {
    const handle = request.idempotency;
    if (handle === null || handle.claimedAt === null) return payload;
    const body = typeof payload === "string" ? payload : "";
    await settle(deps, request, handle, keepResponse(request, reply.statusCode, reply.getHeaders(), body));
    return payload;
  });
}

type Claim = Parameters<typeof keepClaims>[1][number];

const KEEP_MS = 5_000;

/** Says of the keys that requests hold, while they are answered, that this process lives; an upload may take half an hour. */
function holdClaims(app: App, deps: Pick<Deps, "sql" | "clock" | "log">): (reply: FastifyReply, claim: Claim) => void {
  const claims = new Set<Claim>();
  const timer = setInterval(() => {
    if (claims.size === 0) return;
    runAsking(PROGRAM, () => keepClaims(deps, [...claims])).catch((error: unknown) =>
      deps.log.warn({ err: error }, "idempotency keys could not be kept"),
    );
  }, KEEP_MS);
  timer.unref();
  app.addHook("onClose", async () => clearInterval(timer));
  return (reply, claim) => {
    claims.add(claim);
    // Also where the client has gone.
    reply.raw.once("close", () => claims.delete(claim));
  };
}

/** Answers a streamed request whose key was answered before: its body was read into `requestHash` and nothing was done. */
export function replayDeferred(request: FastifyRequest, reply: FastifyReply, requestHash: string): FastifyReply {
  const answered = request.idempotency?.answered;
  if (!answered) throw new RibinError("INTERNAL");
  assertSameRequest(answered.requestHash, requestHash);
  return replay(reply, answered.response);
}

/** Keeps the answer of a request that was answered past Fastify (resumable uploads). */
export async function settleHijacked(
  deps: Pick<Deps, "sql" | "log">,
  request: FastifyRequest,
  response: { status: number; headers: Record<string, unknown> },
): Promise<void> {
  const handle = request.idempotency;
  if (handle === null || handle.claimedAt === null) return;
  await settle(deps, request, handle, keepResponse(request, response.status, response.headers, ""));
}

function replay(reply: FastifyReply, response: StoredResponse): FastifyReply {
  return reply
    .code(response.status)
    .headers({ ...response.headers, "idempotency-replayed": "true" })
    .send(response.body === "" ? undefined : response.body);
}

function keepResponse(
  request: FastifyRequest,
  status: number,
  headers: Readonly<Record<string, unknown>>,
  body: string,
): StoredResponse | null {
  const { passing = false, requestHash = null } = request.idempotency ?? {};
  if (status >= 500 || passing || requestHash === null) return null;
  const kept = KEPT_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]]));
  const secretFields = request.routeOptions.config.secretFields ?? [];
  return { status, headers: Object.fromEntries(kept), body: body === "" ? "" : withholdSecrets(body, secretFields) };
}

/** What the request did is done; if its answer cannot be kept, it is still the answer. */
async function settle(
  deps: Pick<Deps, "sql" | "log">,
  request: FastifyRequest,
  handle: IdempotencyHandle,
  response: StoredResponse | null,
): Promise<void> {
  try {
    const { key, claimedAt, requestHash } = handle;
    if (claimedAt === null) return;
    await settleIdempotencyKey(deps, contextOf(request), { key, claimedAt, requestHash: requestHash ?? "", response });
  } catch (error) {
    deps.log.error({ requestId: request.id, error: String(error) }, "idempotency key not settled");
  }
}
