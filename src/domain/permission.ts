/**
 * Who may do what: one pure function, deny by default. It knows nothing of requests or tables; callers describe the target
 * and record what was asked (`usecases/access/authorise.ts`).
 */
import type { Action } from "./permission-actions.ts";
import {
  AGREED,
  EITHER_STATE,
  NEEDS_IMAGES,
  OWN_STATE,
  REGIONAL,
  RELEASED,
  STATION_ACTIONS,
  type StationAction,
  SYSTEM,
} from "./permission-grants.ts";
import type { ExhibitType, Role, StateCode } from "./vocabulary.ts";
import type { StatedPurpose } from "./work-purpose.ts";

export interface Actor {
  /** "system" is the program itself (jobs, migrations, the operator's command line). */
  readonly kind: "account" | "station" | "system";
  readonly id: string;
  readonly state: StateCode | null;
  readonly labId: string | null;
  readonly roles: readonly Role[];
  /** Signed in without the second factor that the region requires: may do nothing but enrol one. */
  readonly mustEnrol?: true;
  /** Stated in this very sign-in; absent: none, and nothing of another state's is read. */
  readonly work?: StatedPurpose;
  /** What a station's token is good for; absent: everything that a station may do. */
  readonly scope?: StationScope;
}

/** null: not narrowed. */
export interface StationScope {
  readonly actions: readonly StationAction[] | null;
  readonly exhibitTypes: readonly ExhibitType[] | null;
}

export interface Target {
  /** The states that own the rows asked for: one for a case, two for a candidate, linkage or hit. Empty: owned by no state. */
  readonly ownerStates: readonly StateCode[];
  /** The lab whose exhibit an acquisition is uploaded for. */
  readonly labId?: string | null;
  /** Of the exhibit that the target is, or is of. */
  readonly exhibitType?: ExhibitType;
  /** The other state's case was released to the actor's state, is not expired and not withdrawn. */
  readonly released?: boolean;
  /** The two states' agreement lets them see each other's images, and the case is not restricted. */
  readonly imagesAgreed?: boolean;
  /** The account to whom the row was issued (reports). */
  readonly issuedTo?: string;
}

/** Decides whether `actor` may do `action` to `target`. Pure; anything not granted below is denied. */
export function can(actor: Actor, action: Action, target: Target): boolean {
  if (actor.kind === "system") return SYSTEM.has(action);
  if (actor.mustEnrol === true) return false;
  const own = actor.state !== null && target.ownerStates.includes(actor.state);
  if (actor.kind === "station") return own && stationMay(actor, action, target);
  if (holds(actor, REGIONAL[action])) return true;
  if (action === "report.read" || action === "report_request.read")
    return target.issuedTo === actor.id || (own && actor.roles.includes("national_coordinator"));
  if (action === "lab.read") return holds(actor, OWN_STATE[action]);
  if (own && holds(actor, OWN_STATE[action])) return true;
  if (own && holds(actor, EITHER_STATE[action])) {
    const oneOwner = target.ownerStates.every((state) => state === actor.state);
    return !NEEDS_IMAGES.has(action) || oneOwner || target.imagesAgreed === true || target.released === true;
  }
  if (target.released === true && holds(actor, RELEASED[action])) return true;
  return target.imagesAgreed === true && holds(actor, AGREED[action]);
}

function stationMay({ labId, scope }: Actor, action: Action, target: Target): boolean {
  if (!(scope?.actions ?? STATION_ACTIONS).some((allowed) => allowed === action)) return false;
  if (target.labId !== undefined && target.labId !== labId) return false;
  const types = scope?.exhibitTypes ?? null;
  return types === null || target.exhibitType === undefined || types.includes(target.exhibitType);
}

/** To what of its own state a list is narrowed; null: not narrowed. A list shows what its reader may read one by one. */
export interface Reach {
  readonly labId: string | null;
  readonly exhibitTypes: readonly ExhibitType[] | null;
}

/** A person sees the whole state; a station its lab, and of that the types of exhibit that its token names. */
export function reachOf(actor: Actor): Reach {
  if (actor.kind !== "station") return { labId: null, exhibitTypes: null };
  return { labId: actor.labId, exhibitTypes: actor.scope?.exhibitTypes ?? null };
}

function holds(actor: Actor, roles: readonly Role[] | undefined): boolean {
  return roles?.some((role) => actor.roles.includes(role)) ?? false;
}
