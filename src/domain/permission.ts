/**
 * Who may do what: one pure function, deny by default. It knows nothing of requests or tables; callers describe the target
 * and record what was asked (`usecases/access/authorise.ts`).
 */
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

export const ACTIONS = [
  "account.create",
  "account.invite",
  "account.read",
  "account.update",
  "acquisition.create",
  "acquisition.read",
  "acquisition.image.read",
  "acquisition.outline",
  "agreement.create",
  "agreement.read",
  "agreement.withdraw",
  "audit.read",
  "calendar.record",
  "bundle_key.create",
  "bundle_key.read",
  "bundle_key.revoke",
  "candidate.read",
  "candidate.evidence.read",
  "case.create",
  "case.read",
  "case.update",
  "consultation.ask_third",
  "consultation.state",
  "correlation.read",
  "correlation.request",
  "correlation.request_all",
  "custody.read",
  "custody.record",
  "evidence.export",
  "examination.read",
  "evidence.remove",
  "exhibit.create",
  "exhibit.examine",
  "exhibit.read",
  "exhibit.update",
  "firearm.read",
  "firearm.record",
  "exhibit_times.read",
  "exhibit_times.record",
  "firearm_group.merge",
  "firearm_group.read",
  "firearm_group.split",
  "hit.confirm",
  "hit.read",
  "indicator.read",
  "indicator.record",
  "import.apply",
  "import.create",
  "import.read",
  "job.read",
  "job.retry",
  "lab.create",
  "lab.read",
  "link_chart.read",
  "linkage.conclude",
  "linkage.read",
  "linkage.review",
  "linkage.verify",
  "model.manage",
  "model.read",
  "nomination.decide",
  "nomination.read",
  "queue.read",
  "proficiency.read",
  "proficiency.seed",
  "refusal.read",
  "release.create",
  "release.read",
  "release.withdraw",
  "removal.read",
  "report.issue",
  "report.read",
  "report.withdraw",
  "retention.manage",
  "retention.read",
  "report_request.answer",
  "report_request.create",
  "report_request.read",
  "report_request_part.read",
  "station.create",
  "station.read",
  "station.revoke",
  "statistics.read",
  "trace.read",
  "trace.record",
  "trace.request",
  "verification.decline",
  "verification.read",
  "verification.reassign",
  "webhook.manage",
  "webhook.read",
] as const;
export type Action = (typeof ACTIONS)[number];

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

const OWN_STATE: Partial<Record<Action, readonly Role[]>> = {
  "account.create": ["national_coordinator"],
  "account.invite": ["national_coordinator"],
  "account.read": ["national_coordinator"],
  "account.update": ["national_coordinator"],
  "acquisition.create": ["lab_technician"],
  "acquisition.read": ["lab_technician", "firearms_examiner", "verifier", "investigator", "national_coordinator"],
  "acquisition.image.read": ["lab_technician", "firearms_examiner", "verifier"],
  "acquisition.outline": ["lab_technician", "firearms_examiner"],
  "agreement.read": ["national_coordinator", "firearms_examiner", "verifier"],
  "audit.read": ["national_coordinator"],
  "calendar.record": ["national_coordinator"],
  "bundle_key.create": ["national_coordinator"],
  "bundle_key.read": ["national_coordinator", "lab_technician", "firearms_examiner"],
  "bundle_key.revoke": ["national_coordinator"],
  "case.create": ["lab_technician", "firearms_examiner"],
  "case.read": ["lab_technician", "firearms_examiner", "verifier", "investigator", "national_coordinator"],
  "case.update": ["lab_technician", "firearms_examiner"],
  "correlation.read": ["lab_technician", "firearms_examiner", "verifier", "national_coordinator"],
  "correlation.request": ["firearms_examiner", "national_coordinator"],
  "custody.read": ["lab_technician", "firearms_examiner", "verifier", "investigator", "national_coordinator"],
  "custody.record": ["lab_technician", "firearms_examiner"],
  "evidence.export": ["national_coordinator"],
  "examination.read": ["firearms_examiner", "verifier", "national_coordinator"],
  "evidence.remove": ["national_coordinator"],
  "exhibit.create": ["lab_technician", "firearms_examiner"],
  "exhibit.examine": ["firearms_examiner", "verifier"],
  "exhibit.read": ["lab_technician", "firearms_examiner", "verifier", "investigator", "national_coordinator"],
  "exhibit.update": ["lab_technician", "firearms_examiner"],
  "firearm.read": ["lab_technician", "firearms_examiner", "verifier", "investigator", "national_coordinator"],
  "firearm.record": ["lab_technician", "firearms_examiner"],
  "indicator.read": ["firearms_examiner", "investigator", "national_coordinator"],
  "indicator.record": ["firearms_examiner", "investigator", "national_coordinator"],
  "exhibit_times.read": ["lab_technician", "firearms_examiner", "verifier", "investigator", "national_coordinator"],
  "exhibit_times.record": ["lab_technician", "firearms_examiner"],
  "import.apply": ["lab_technician", "firearms_examiner"],
  "import.create": ["lab_technician", "firearms_examiner"],
  "import.read": ["lab_technician", "firearms_examiner", "national_coordinator"],
  "job.read": ["national_coordinator", "lab_technician"],
  "job.retry": ["national_coordinator", "lab_technician"],
  "lab.create": ["national_coordinator"],
  "lab.read": [
    "lab_technician",
    "firearms_examiner",
    "verifier",
    "investigator",
    "national_coordinator",
    "regional_coordinator",
    "auditor",
  ],
  "model.read": ["lab_technician", "firearms_examiner", "verifier", "national_coordinator"],
  "nomination.decide": ["national_coordinator"],
  "nomination.read": ["national_coordinator"],
  "queue.read": ["national_coordinator"],
  "proficiency.read": ["national_coordinator"],
  "proficiency.seed": ["national_coordinator"],
  "refusal.read": ["lab_technician", "national_coordinator"],
  "release.create": ["national_coordinator"],
  "release.read": ["national_coordinator", "firearms_examiner", "verifier"],
  "release.withdraw": ["national_coordinator"],
  "removal.read": ["firearms_examiner", "verifier", "investigator", "national_coordinator"],
  "report.withdraw": ["firearms_examiner", "national_coordinator"],
  "retention.manage": ["national_coordinator"],
  "retention.read": ["national_coordinator"],
  "report_request.answer": ["national_coordinator"],
  "report_request.create": ["investigator", "national_coordinator"],
  "report_request_part.read": ["national_coordinator"],
  "webhook.manage": ["national_coordinator"],
  "webhook.read": ["national_coordinator"],
  "station.create": ["national_coordinator"],
  "station.read": ["national_coordinator", "lab_technician"],
  "station.revoke": ["national_coordinator"],
  "statistics.read": ["national_coordinator"],
  "trace.read": ["firearms_examiner", "investigator", "national_coordinator"],
  "trace.record": ["firearms_examiner", "investigator", "national_coordinator"],
  "trace.request": ["firearms_examiner", "investigator", "national_coordinator"],
  "verification.read": ["firearms_examiner", "verifier"],
};

/** What a person of either state of a pair may do with it; seeing images and deciding from them is guarded besides. */
const EITHER_STATE: Partial<Record<Action, readonly Role[]>> = {
  "candidate.read": ["firearms_examiner", "verifier", "national_coordinator"],
  "candidate.evidence.read": ["firearms_examiner", "verifier"],
  "consultation.ask_third": ["firearms_examiner", "verifier", "national_coordinator"],
  "consultation.state": ["firearms_examiner", "verifier"],
  "firearm_group.merge": ["firearms_examiner"],
  "firearm_group.read": ["firearms_examiner", "verifier", "investigator", "national_coordinator"],
  "firearm_group.split": ["firearms_examiner"],
  "hit.confirm": ["firearms_examiner", "verifier"],
  "hit.read": ["firearms_examiner", "verifier", "investigator", "national_coordinator"],
  "link_chart.read": ["firearms_examiner", "verifier", "investigator", "national_coordinator"],
  "linkage.conclude": ["firearms_examiner"],
  "linkage.read": ["firearms_examiner", "verifier", "national_coordinator"],
  "linkage.review": ["firearms_examiner"],
  "linkage.verify": ["firearms_examiner", "verifier"],
  "report.issue": ["firearms_examiner", "investigator", "national_coordinator"],
  "verification.decline": ["firearms_examiner", "verifier"],
  "verification.reassign": ["national_coordinator"],
};

const NEEDS_IMAGES: ReadonlySet<Action> = new Set<Action>([
  "candidate.evidence.read",
  "consultation.state",
  "linkage.review",
  "linkage.conclude",
  "linkage.verify",
]);

const REGIONAL: Partial<Record<Action, readonly Role[]>> = {
  "account.create": ["regional_coordinator"],
  "account.invite": ["regional_coordinator"],
  "account.read": ["regional_coordinator"],
  "account.update": ["regional_coordinator"],
  "agreement.create": ["regional_coordinator"],
  "agreement.read": ["regional_coordinator", "auditor"],
  "agreement.withdraw": ["regional_coordinator"],
  "audit.read": ["auditor"],
  "consultation.ask_third": ["regional_coordinator"],
  "correlation.read": ["regional_coordinator", "auditor"],
  "correlation.request_all": ["regional_coordinator"],
  "examination.read": ["auditor"],
  "firearm_group.read": ["regional_coordinator"],
  "hit.read": ["regional_coordinator"],
  "job.read": ["regional_coordinator", "auditor"],
  "job.retry": ["regional_coordinator"],
  "lab.create": ["regional_coordinator"],
  "link_chart.read": ["regional_coordinator"],
  "linkage.read": ["regional_coordinator"],
  "model.read": ["regional_coordinator", "auditor"],
  "removal.read": ["auditor"],
  "retention.read": ["auditor"],
  "proficiency.read": ["auditor"],
  "statistics.read": ["regional_coordinator", "auditor"],
  "queue.read": ["regional_coordinator"],
  "verification.reassign": ["regional_coordinator"],
};

const SYSTEM: ReadonlySet<Action> = new Set<Action>([
  "account.create",
  "account.invite",
  "account.read",
  "lab.create",
  "lab.read",
  "job.read",
  "job.retry",
  "model.manage",
  "model.read",
]);
/** All that an acquisition station may do; the scope of its token narrows it. */
export const STATION_ACTIONS = ["acquisition.create", "acquisition.read", "case.read", "exhibit.read"] as const;
export type StationAction = (typeof STATION_ACTIONS)[number];

/** What one state may see of another's case and exhibits after a release of the case. */
const RELEASED: Partial<Record<Action, readonly Role[]>> = {
  "custody.read": ["firearms_examiner", "verifier", "investigator", "national_coordinator"],
  "case.read": ["firearms_examiner", "verifier", "investigator", "national_coordinator"],
  "exhibit.read": ["firearms_examiner", "verifier", "investigator", "national_coordinator"],
  "firearm.read": ["firearms_examiner", "verifier", "investigator", "national_coordinator"],
  "acquisition.read": ["firearms_examiner", "verifier", "investigator", "national_coordinator"],
  "acquisition.image.read": ["firearms_examiner", "verifier"],
};
const AGREED: Partial<Record<Action, readonly Role[]>> = {
  "acquisition.image.read": ["firearms_examiner", "verifier"],
};

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
