import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { examines, findQuestioned } from "../../domain/examination.ts";
import type { Actor } from "../../domain/permission.ts";
import { insertUnmaskings, listDocumented, type Unmasking } from "../../repositories/review/examinations.ts";
import type { PairAccess } from "../access/describe-pair-access.ts";
import { requireState } from "../access/require-state.ts";
import type { Deps } from "../deps.ts";

/**
 * For each pair the exhibit that the actor has yet to document before its comparison and the facts of its cases are shown; null where nothing
 * is asked (documented, or the actor is no examiner). What is not masked is shown now: that is recorded.
 */
export async function unmaskPairs(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  accesses: readonly PairAccess[],
): Promise<readonly (string | null)[]> {
  const { actor } = context;
  if (!examines(actor)) return accesses.map(() => null);
  const questioned = accesses.map((access) => findQuestioned(actor, access.sides));
  const asked = [...new Set(questioned.filter((id) => id !== null))];
  if (asked.length === 0) return questioned;
  const documented = await listDocumented(deps.sql, actor.id, asked);
  const shown = questioned.flatMap((exhibitId, at): Unmasking[] => {
    const examinationId = exhibitId === null ? undefined : documented.get(exhibitId);
    const other = accesses[at]!.sides.find((side) => side.exhibitId !== exhibitId)?.exhibitId;
    if (exhibitId === null || examinationId === undefined || other === undefined) return [];
    return [{ exhibitId, otherExhibitId: other, examinationId }];
  });
  const by = { accountId: actor.id, ownerState: requireState(actor) };
  if (shown.length > 0) await insertUnmaskings(deps.sql, by, shown, deps.clock.now());
  return questioned.map((id) => (id === null || documented.has(id) ? null : id));
}

/** Throws EXAMINATION_NOT_DOCUMENTED, which names the exhibit, until the actor documented the questioned exhibit of the pair. */
export async function unmaskPair(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  access: PairAccess,
): Promise<void> {
  await unmaskAnyOf(deps, context, [access]);
}

/**
 * The same for what stands in several pairs, as an exhibit's picture does: it is shown once the questioned exhibit of one of them is
 * documented, as that pair's comparison is. Of what stands in none nothing is asked.
 */
export async function unmaskAnyOf(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  accesses: readonly PairAccess[],
): Promise<void> {
  const toExamine = await unmaskPairs(deps, context, accesses);
  const [exhibitId] = toExamine;
  if (!exhibitId || toExamine.includes(null)) return;
  throw new RibinError("EXAMINATION_NOT_DOCUMENTED", undefined, { extra: { exhibitId } });
}

/**
 * The same where what is shown goes to somebody else, as a report does: another person who examines, of the own state. Nothing is recorded;
 * it is not shown here.
 */
export async function assertUnmasked(deps: Pick<Deps, "sql">, reader: Actor, access: PairAccess): Promise<void> {
  const exhibitId = examines(reader) ? findQuestioned(reader, access.sides) : null;
  if (exhibitId === null || (await listDocumented(deps.sql, reader.id, [exhibitId])).has(exhibitId)) return;
  throw new RibinError("EXAMINATION_NOT_DOCUMENTED", "Its reader has not documented the questioned exhibit yet.", {
    extra: { exhibitId },
  });
}
