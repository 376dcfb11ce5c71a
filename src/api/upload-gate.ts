/** What is turned away with 503 and Retry-After before memory or the queue of jobs grows without bound. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { RibinError } from "../domain/errors.ts";
import { PROGRAM, runAsking } from "../ports/asker.ts";
import { isWorkPiledUp } from "../usecases/jobs/is-work-piled-up.ts";
import type { ApiService } from "./api-config.ts";
import type { App } from "./fastify-types.ts";

/** The database is asked how much waits once in so long, however many come. */
const COUNTED_FOR_MS = 2_000;
const SOON_S = 5;
/** Workers need a while to work off what piled up. */
const LATER_S = 60;

export interface UploadGate {
  /** Takes a place; the caller gives it back. Throws UNAVAILABLE where all are taken. */
  enter(): void;
  leave(): void;
  /** Throws UNAVAILABLE where more jobs wait than the settings allow. */
  assertRoom(): Promise<void>;
}

const gates = new WeakMap<ApiService, UploadGate>();

/** One gate a process: forms and resumable uploads count together. */
export function gateOf(service: ApiService): UploadGate {
  const known = gates.get(service);
  if (known !== undefined) return known;
  const gate = openGate(service);
  gates.set(service, gate);
  return gate;
}

function openGate({ deps, config }: ApiService): UploadGate {
  let inside = 0;
  let counted: { at: number; full: Promise<boolean> } | null = null;
  const count = () => {
    if (counted === null || performance.now() - counted.at > COUNTED_FOR_MS) {
      const full = runAsking(PROGRAM, () => isWorkPiledUp(deps, config.maxWaitingJobs));
      // A question that failed is not kept: the next one asks again.
      full.catch(() => {
        counted = null;
      });
      counted = { at: performance.now(), full };
    }
    return counted.full;
  };
  return {
    enter() {
      if (inside >= config.maxUploads) throw turnAway("As many uploads as this process takes are under way.", SOON_S);
      inside += 1;
    },
    leave() {
      inside -= 1;
    },
    async assertRoom() {
      if (await count()) throw turnAway("More acquisitions wait for the workers than may.", LATER_S);
    },
  };
}

function turnAway(message: string, retryAfterSeconds: number): RibinError {
  return new RibinError("UNAVAILABLE", message, { extra: { retryAfterSeconds } });
}

/** The routes of `scope` that bring bytes pass the gate; who is not signed in does not come so far. */
export function guardUploads(scope: App, service: ApiService): void {
  const gate = gateOf(service);
  const places = new WeakMap<FastifyRequest, () => void>();
  scope.addHook("onRequest", async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.method !== "POST" && request.method !== "PATCH") return;
    // What was begun may be finished.
    if (request.method === "POST") await gate.assertRoom();
    gate.enter();
    let gone = false;
    const leave = () => {
      if (!gone) gate.leave();
      gone = true;
    };
    places.set(request, leave);
    // Also where the client has gone, or tus answers past Fastify.
    reply.raw.once("close", leave);
  });
  scope.addHook("onResponse", async (request: FastifyRequest) => places.get(request)?.());
}
