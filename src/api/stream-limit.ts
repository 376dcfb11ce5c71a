import { RibinError } from "../domain/errors.ts";

export interface StreamLimit {
  /** Registers a stream of `actorId`; its signal aborts when all are closed. Throws TOO_MANY_REQUESTS. */
  open(actorId: string): AbortController;
  /** To be called once a stream has ended, however it ended. */
  release(stream: AbortController): void;
  /** Ends all, before the service stops. */
  closeAll(): void;
}

/** Counts open streams, so that forgotten ones do not eat the service; one actor may hold a tenth of `max`, at least two. */
export function createStreamLimit(max: number): StreamLimit {
  const owners = new Map<AbortController, string>();
  const maxPerActor = Math.max(2, Math.floor(max / 10));
  return {
    open(actorId) {
      const own = [...owners.values()].filter((owner) => owner === actorId).length;
      if (owners.size >= max || own >= maxPerActor) {
        throw new RibinError(
          "TOO_MANY_REQUESTS",
          "Too many event streams are open; close some, or ask without events.",
        );
      }
      const stream = new AbortController();
      owners.set(stream, actorId);
      return stream;
    },
    release: (stream) => void owners.delete(stream),
    closeAll() {
      for (const stream of owners.keys()) stream.abort();
    },
  };
}
