import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { StateCode } from "../../domain/vocabulary.ts";

/**
 * What its state removed is shown to nobody; whoever may otherwise read it is told since when. Ask after `authorise`: a stranger is told
 * that it is not there. @throws RibinError RECORD_REMOVED
 */
export function assertThere(...records: readonly { readonly removedAt: Date | null }[]): void {
  const since = records.flatMap(({ removedAt }) => (removedAt === null ? [] : [removedAt.toISOString()])).sort();
  if (since[0] === undefined) return;
  throw new RibinError("RECORD_REMOVED", `It was removed by the state that owns it, on ${since[0].slice(0, 10)}.`, {
    extra: { removedAt: since[0] },
  });
}

/** The same of a single record, which a national coordinator of its own state reads still: who restores it must see what it is. */
export function assertReadable(
  { actor }: RequestContext,
  record: { readonly ownerState: StateCode; readonly removedAt: Date | null },
): void {
  if (actor.state === record.ownerState && actor.roles.includes("national_coordinator")) return;
  assertThere(record);
}
