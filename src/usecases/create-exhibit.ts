import { v7 as uuidv7 } from "uuid";
import { canonicaliseCalibre, groupOfCalibre } from "../domain/calibre.ts";
import type { ClassCharacteristics } from "../domain/class-characteristics.ts";
import type { RequestContext } from "../domain/context.ts";
import { RibinError } from "../domain/errors.ts";
import type { Category, ExhibitType } from "../domain/vocabulary.ts";
import type { SqlExecutor } from "../ports/sql.ts";
import { insertAuditEvent } from "../repositories/audit-events.ts";
import { type Exhibit, findExhibit, insertExhibit } from "../repositories/exhibits.ts";
import { authorise } from "./authorise.ts";
import type { Deps } from "./deps.ts";
import { findReadableCase } from "./find-readable-case.ts";

export interface CreateExhibitInput {
  readonly caseId: string;
  readonly exhibitNumber: string;
  readonly type: ExhibitType;
  readonly category: Category;
  readonly parentExhibitId: string | null;
  /** In any spelling; null or "unknown" is searched against all calibres. */
  readonly calibre: string | null;
  readonly characteristics: ClassCharacteristics;
  readonly comment: string | null;
}

/** Errors: NOT_FOUND (case), FORBIDDEN, VALIDATION_FAILED (a CAST and its parent), DUPLICATE_RECORD. */
export async function createExhibit(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: CreateExhibitInput,
): Promise<Exhibit> {
  const { found, target } = await findReadableCase(deps, context, input.caseId);
  const id = uuidv7();
  await authorise(deps, context, "exhibit.create", target, { kind: "exhibit", id });
  await assertParent(deps.sql, input, found.ownerState);
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

/** A cast replicates one original of the own state; nothing else has a parent. */
async function assertParent(tx: SqlExecutor, input: CreateExhibitInput, ownerState: string): Promise<void> {
  if (input.category !== "CAST") {
    if (input.parentExhibitId === null) return;
    throw new RibinError("VALIDATION_FAILED", "Only a CAST has a parent exhibit.");
  }
  if (input.parentExhibitId === null) {
    throw new RibinError("VALIDATION_FAILED", "A CAST names the exhibit that it replicates (parentExhibitId).");
  }
  const parent = await findExhibit(tx, input.parentExhibitId);
  if (parent?.ownerState !== ownerState) throw new RibinError("VALIDATION_FAILED", "No such parent exhibit.");
  if (parent.category === "CAST") throw new RibinError("VALIDATION_FAILED", "The parent of a CAST is an original.");
  if (parent.type !== input.type) throw new RibinError("VALIDATION_FAILED", "A CAST is of its parent's type.");
}
