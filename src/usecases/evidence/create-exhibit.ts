import { v7 as uuidv7 } from "uuid";
import { canonicaliseCalibre, groupOfCalibre } from "../../domain/calibre.ts";
import type { ClassCharacteristics } from "../../domain/class-characteristics.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { CastPolarity, Category, ExhibitType } from "../../domain/vocabulary.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { type Exhibit, insertExhibit } from "../../repositories/evidence/exhibits.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { assertReplica } from "./assert-replica.ts";
import { findReadableCase } from "./find-readable-case.ts";

export interface CreateExhibitInput {
  readonly caseId: string;
  readonly exhibitNumber: string;
  readonly type: ExhibitType;
  readonly category: Category;
  readonly parentExhibitId: string | null;
  /** Of a CAST, and of nothing else. */
  readonly castPolarity: CastPolarity | null;
  /** In any spelling; null or "unknown" is searched against all calibres. */
  readonly calibre: string | null;
  readonly characteristics: ClassCharacteristics;
  readonly comment: string | null;
}

/** Errors: NOT_FOUND (case), FORBIDDEN, VALIDATION_FAILED (a CAST, its parent and its polarity), DUPLICATE_RECORD. */
export async function createExhibit(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: CreateExhibitInput,
): Promise<Exhibit> {
  const { found, target } = await findReadableCase(deps, context, input.caseId);
  const id = uuidv7();
  await authorise(deps, context, "exhibit.create", target, { kind: "exhibit", id });
  await assertReplica(deps.sql, { ...input, id: null, ownerState: found.ownerState });
  const calibre = canonicaliseCalibre(input.calibre);
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const exhibit = await insertExhibit(tx, {
      id,
      ownerState: found.ownerState,
      caseId: found.id,
      exhibitNumber: input.exhibitNumber,
      type: input.type,
      category: input.category,
      parentExhibitId: input.parentExhibitId,
      castPolarity: input.castPolarity,
      calibre,
      calibreGroup: groupOfCalibre(calibre),
      calibreAsGiven: input.calibre,
      characteristics: input.characteristics,
      comment: input.comment,
      createdBy: context.actor.id,
      createdAt: now,
    });
    if (exhibit === null) throw new RibinError("DUPLICATE_RECORD", "The case has an exhibit of this number.");
    await insertAuditEvent(tx, context, {
      at: now,
      action: "exhibit.created",
      targetKind: "exhibit",
      targetId: id,
      ownerStates: [found.ownerState],
      detail: { type: exhibit.type, category: exhibit.category },
    });
    return exhibit;
  });
}
