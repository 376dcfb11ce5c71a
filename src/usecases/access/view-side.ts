import { type Actor, can } from "../../domain/permission.ts";
import type { CaseFacts } from "../../domain/report.ts";
import { type Category, type ExhibitType, STATES, type StateCode } from "../../domain/vocabulary.ts";
import type { ExhibitSide } from "../../repositories/evidence/exhibit-sides.ts";

/** One side of a pair as one reader may see it. */
export interface SideView {
  readonly state: StateCode;
  readonly stateName: string;
  readonly lab: string;
  readonly labContact: string;
  readonly exhibitType: ExhibitType;
  readonly category: Category;
  readonly calibre: string | null;
  readonly own: boolean;
  /** Null, like the case and its facts, where the reader may not read the exhibit itself. */
  readonly exhibitId: string | null;
  readonly caseId: string | null;
  readonly caseFacts: CaseFacts | null;
}

/** Before a release, another state's reader sees calibre, exhibit type, category, state and lab contact; nothing of the case. */
export function viewSide(actor: Actor, side: ExhibitSide): SideView {
  const readable = mayReadCase(actor, side);
  return {
    state: side.state,
    stateName: STATES[side.state].name,
    lab: side.labName,
    labContact: side.labContact,
    exhibitType: side.exhibitType,
    category: side.category,
    calibre: side.calibre,
    own: side.state === actor.state,
    exhibitId: readable ? side.exhibitId : null,
    caseId: readable ? (side.case?.id ?? null) : null,
    caseFacts: readable && side.case !== null ? readCaseFacts(side.case) : null,
  };
}

function mayReadCase(actor: Actor, side: ExhibitSide): boolean {
  return can(actor, "case.read", { ownerStates: [side.state], released: side.released });
}

/**
 * Whether the case is of high profile, as far as the reader may know it: the flag is a fact of the case.
 */
export function isKnownUrgent(actor: Actor, sides: readonly ExhibitSide[]): boolean {
  return sides.some((side) => side.case?.highProfile === true && mayReadCase(actor, side));
}

function readCaseFacts(of: NonNullable<ExhibitSide["case"]>): CaseFacts {
  return {
    caseNumber: of.caseNumber,
    exhibitNumber: of.exhibitNumber,
    originatingAgency: of.originatingAgency,
    agencyReference: of.agencyReference,
    eventType: of.eventType,
    occurredOn: of.occurredOn,
    place: of.place,
  };
}
