import { canonicaliseCalibre, groupOfCalibre } from "../../domain/calibre.ts";
import type { ClassCharacteristics } from "../../domain/class-characteristics.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { CastPolarity } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Exhibit, updateExhibit as updateExhibitRow } from "../../repositories/evidence/exhibits.ts";
import { authorise } from "../access/authorise.ts";
import { prepareAgain, searchAgain } from "../correlation/search-again.ts";
import type { Deps } from "../deps.ts";
import { assertReplica } from "./assert-replica.ts";
import { findReadableExhibit } from "./find-readable-exhibit.ts";

const REPLICA_FIELDS = ["category", "parentExhibitId", "castPolarity"] as const;

export interface UpdateExhibitInput {
  readonly id: string;
  readonly expectedVersion: number;
  /** A field that is left out stays as it is. */
  readonly changes: {
    readonly calibre?: string | null | undefined;
    readonly characteristics?: ClassCharacteristics | undefined;
    readonly comment?: string | null | undefined;
    /** What turned out to be a replica becomes a CAST, with its parent and polarity; nothing becomes anything else. */
    readonly category?: "CAST" | undefined;
    readonly parentExhibitId?: string | undefined;
    readonly castPolarity?: CastPolarity | undefined;
  };
}

/** Errors: NOT_FOUND, FORBIDDEN, VALIDATION_FAILED (a CAST, its parent and its polarity), PRECONDITION_FAILED. */
export async function updateExhibit(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: UpdateExhibitInput,
): Promise<Exhibit> {
  const { found, target } = await findReadableExhibit(deps, context, input.id);
  await authorise(deps, context, "exhibit.update", target, { kind: "exhibit", id: found.id });
  const { changes } = input;
  const calibreAsGiven = changes.calibre === undefined ? found.calibreAsGiven : changes.calibre;
  const calibre = canonicaliseCalibre(calibreAsGiven);
  const fields = {
    calibre,
    calibreGroup: groupOfCalibre(calibre),
    calibreAsGiven,
    characteristics: changes.characteristics ?? found.characteristics,
    comment: changes.comment === undefined ? found.comment : changes.comment,
    category: changes.category ?? found.category,
    parentExhibitId: changes.parentExhibitId ?? found.parentExhibitId,
    castPolarity: changes.castPolarity ?? found.castPolarity,
  };
  const replica = REPLICA_FIELDS.some((name) => changes[name] !== undefined);
  if (replica)
    await assertReplica(deps.sql, { ...fields, id: found.id, ownerState: found.ownerState, type: found.type });
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const updated = await updateExhibitRow(tx, found.id, input.expectedVersion, fields, now);
    if (updated === null) throw new RibinError("PRECONDITION_FAILED");
    await insertAuditEvent(tx, context, {
      at: now,
      action: "exhibit.updated",
      targetKind: "exhibit",
      targetId: found.id,
      ownerStates: [found.ownerState],
      detail: { fields: Object.keys(changes), version: updated.version },
    });
    // Mirrored and inverted or not: another mark is made of the same file, and searched.
    if (replica) await prepareAgain(tx, context, found.id, `cast/${updated.version}`, now);
    // A wrong calibre or class characteristic had kept mates out of the search.
    else if (changes.calibre !== undefined || changes.characteristics !== undefined) {
      await searchAgain(tx, context, { exhibitId: found.id }, `exhibit/${found.id}@${updated.version}`, now);
    }
    return updated;
  });
}
