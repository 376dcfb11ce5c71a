import type { FieldProblem } from "../../domain/errors/field-problems.ts";
import { refuseField } from "../../domain/errors.ts";
import type { CastPolarity, Category, ExhibitType, StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { findExhibit, hasCasts } from "../../repositories/evidence/exhibits.ts";

export interface Replica {
  /** Null for an exhibit that is not there yet. */
  readonly id: string | null;
  readonly ownerState: StateCode;
  readonly type: ExhibitType;
  readonly category: Category;
  readonly parentExhibitId: string | null;
  readonly castPolarity: CastPolarity | null;
}

/**
 * A cast replicates one original of the own state and says which way round it is; nothing else has a parent.
 * @throws RibinError VALIDATION_FAILED, naming the field and what would be right
 */
export async function assertReplica(tx: SqlExecutor, exhibit: Replica): Promise<void> {
  if (exhibit.category !== "CAST") {
    if (exhibit.parentExhibitId !== null)
      throw wrong("parentExhibitId", "leave_out", "Only a CAST has a parent exhibit.");
    if (exhibit.castPolarity !== null)
      throw wrong("castPolarity", "leave_out", "Only a CAST has a polarity; leave it out.");
    return;
  }
  if (exhibit.parentExhibitId === null) {
    throw wrong("parentExhibitId", "needs_parent", "A CAST names the exhibit that it replicates (parentExhibitId).");
  }
  if (exhibit.castPolarity === null) {
    throw wrong(
      "castPolarity",
      "needs_polarity",
      'Say which way round the CAST is: "negative" where it was moulded on the mark itself and is mirrored and inverted, "positive" where it was poured from such a mould and looks as the mark does.',
    );
  }
  const parent = await findExhibit(tx, exhibit.parentExhibitId);
  if (parent?.ownerState !== exhibit.ownerState || parent.id === exhibit.id || parent.removedAt !== null) {
    throw wrong("parentExhibitId", "no_such_parent", "No such parent exhibit.");
  }
  if (parent.category === "CAST")
    throw wrong("parentExhibitId", "parent_is_cast", "The parent of a CAST is an original.");
  if (parent.type !== exhibit.type)
    throw wrong("parentExhibitId", "parent_of_other_type", "A CAST is of its parent's type.");
  if (exhibit.id !== null && (await hasCasts(tx, exhibit.id))) {
    throw wrong("category", "is_parent", "This exhibit is the parent of casts; a cast of a cast names the original.");
  }
}

const wrong = (field: string, problem: FieldProblem, message: string) => refuseField(field, { message, problem });
