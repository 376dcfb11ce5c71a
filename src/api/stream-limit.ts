import { RibinError } from "../domain/errors.ts";

/** Counts open streams, so that forgotten ones do not eat the service. `maxPerActor` is a tenth of all, at least two. */
export function createStreamLimit(max: number): { open(actorId: string): () => void } {
  const open = new Map<string, number>();
  const maxPerActor = Math.max(2, Math.floor(max / 10));
  let all = 0;
  return {
    /** Returns what closes the stream; call it once. Throws TOO_MANY_REQUESTS. */
    open(actorId) {
      const own = open.get(actorId) ?? 0;
      if (all >= max || own >= maxPerActor) {
        throw new RibinError(
          "TOO_MANY_REQUESTS",
          "Too many event streams are open; close some, or ask without events.",
        );
      }
      all += 1;
      open.set(actorId, own + 1);
      return () => {
        all -= 1;
        const left = (open.get(actorId) ?? 1) - 1;
        if (left === 0) open.delete(actorId);
        else open.set(actorId, left);
      };
    },
  };
}
