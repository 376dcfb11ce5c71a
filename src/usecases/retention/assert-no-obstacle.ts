import { RibinError } from "../../domain/errors.ts";
import type { Obstacles } from "../../repositories/retention/due-evidence.ts";

/**
 * A hold stops every purge. A linkage that is a hit, or is being examined, stops it unless it was settled with the other states that the
 * evidence may go, and nobody decided anything about it since. @throws RibinError PURGE_BLOCKED
 */
export function assertNoObstacle(obstacles: Obstacles, hitsSettled: string | null): void {
  const words = describeObstacle(obstacles, hitsSettled);
  if (words !== null) throw new RibinError("PURGE_BLOCKED", words);
}

export function describeObstacle(
  { holds, openLinkages, newLinkages }: Obstacles,
  hitsSettled: string | null,
): string | null {
  if (holds > 0) return "A legal hold stands on the case.";
  if (openLinkages > 0 && hitsSettled === null) return `${openLinkages} hits or linkages under examination rest on it.`;
  if (newLinkages > 0) return `${newLinkages} hits or linkages were decided on since it was settled; review it anew.`;
  return null;
}
