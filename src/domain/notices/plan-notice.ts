/** Which event of the audit trail is told to whom: one pure table. What it needs of the records, the caller looks up. */
import { z } from "zod";
import { type Role, type StateCode, stateCodeSchema } from "../vocabulary.ts";
import type { NoticeKind } from "./notice-kinds.ts";

/** One event as the trail has it. */
export interface NoticeEvent {
  readonly position: string;
  readonly at: Date;
  readonly actorId: string;
  readonly action: string;
  readonly targetKind: string;
  readonly targetId: string;
  readonly ownerStates: readonly StateCode[];
  readonly requestId: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export type Audience =
  | { readonly to: "account"; readonly accountId: string }
  /** People of these roles in one state, or in one lab of it; where that lab has none, in the state. */
  | { readonly to: "roles"; readonly state: StateCode; readonly labId: string | null; readonly roles: readonly Role[] }
  /** The same of the labs of a linkage's exhibits, of the states that may know of it. */
  | { readonly to: "sides"; readonly linkageId: string; readonly roles: readonly Role[] }
  | { readonly to: "coordinators of sides"; readonly linkageId: string }
  /** Who made the report request. */
  | { readonly to: "requester"; readonly requestId: string }
  /** Whom a report was issued to. */
  | { readonly to: "reader"; readonly reportId: string }
  /** Coordinators of the states that a report request asked. */
  | { readonly to: "asked"; readonly requestId: string }
  | { readonly to: "region" };

export interface NoticePlan {
  readonly kind: NoticeKind;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** What is told once: a later event of the same group is not told again. */
  readonly groupKey: string;
  readonly audiences: readonly Audience[];
  /** False where a failure to deliver would be told by the very way that failed. */
  readonly leaves: boolean;
}

const EXAMINERS: readonly Role[] = ["firearms_examiner"];
const HOUR_CHARS = "2026-11-26T21".length;

/** Null where the event is nobody's concern. Details that are not as expected are: a bad event must not stop those behind it. */
export function planNotice(event: NoticeEvent): NoticePlan | null {
  const rule = RULES[event.action];
  const made = rule?.(event, reader(event.detail)) ?? null;
  if (made === null) return null;
  return {
    subjectKind: event.targetKind,
    subjectId: event.targetId,
    groupKey: event.position,
    leaves: true,
    ...made,
  };
}

type Made = Pick<NoticePlan, "kind" | "audiences"> & Partial<NoticePlan>;
type Details = ReturnType<typeof reader>;
type Rule = (event: NoticeEvent, detail: Details) => Made | null;

const national = (state: StateCode): Audience => ({ to: "roles", state, labId: null, roles: ["national_coordinator"] });

const assigned: Rule = (_, { id }) => {
  const accountId = id("accountId");
  return toReader("verification_assigned", accountId);
};
const unassigned: Rule = (event) => ({
  kind: "verification_unassigned",
  audiences: [{ to: "coordinators of sides", linkageId: event.targetId }, { to: "region" }],
});

const RULES: Readonly<Record<string, Rule>> = {
  // A search proposes many at once: the first tells of all.
  "linkage.proposed": (event) => ({
    kind: "candidate_proposed",
    groupKey: event.requestId,
    audiences: [{ to: "sides", linkageId: event.targetId, roles: EXAMINERS }],
  }),
  "linkage.reviewed": (event, { word }) =>
    word("decision") === "lead"
      ? {
          kind: "lead_made",
          audiences: [
            { to: "sides", linkageId: event.targetId, roles: EXAMINERS },
            { to: "coordinators of sides", linkageId: event.targetId },
          ],
        }
      : null,
  // To the person alone, and nothing of what another concluded.
  "verification.assigned": assigned,
  "consultation.third_assigned": assigned,
  "verification.unassigned": unassigned,
  "consultation.third_unassigned": unassigned,
  "hit.confirmed": (_, { id }) => {
    const linkageId = id("linkageId");
    if (linkageId === null) return null;
    const examiners: Audience = { to: "sides", linkageId, roles: EXAMINERS };
    return { kind: "hit_confirmed", audiences: [examiners, { to: "coordinators of sides", linkageId }] };
  },
  "report.issued": (_, { id }) => toReader("report_issued", id("issuedTo")),
  "report.withdrawn": (event) => ({
    kind: "report_withdrawn",
    audiences: [{ to: "reader", reportId: event.targetId }],
  }),
  "release.created": (event, { state }) => toReleased("release_created", event, state("toState")),
  "release.withdrawn": (event, { state }) => toReleased("release_withdrawn", event, state("toState")),
  "report_request.asked": (_, { state }) => toCoordinator("report_requested", state("askedState")),
  "report_request.replied": (_, { state }) => toCoordinator("report_request_replied", state("askedState")),
  "report_request.withdrawn": (event) => ({
    kind: "report_request_withdrawn",
    audiences: [{ to: "asked", requestId: event.targetId }],
  }),
  // Only where who asked may know that there was something to answer.
  "report_request.answered": (event, { flag }) =>
    flag("told")
      ? { kind: "report_request_answered", audiences: [{ to: "requester", requestId: event.targetId }] }
      : null,
  "clock.raised": planClock,
  "job.failed": (event, { word }) => ({
    kind: "job_failed",
    groupKey: `${word("job")}/${event.at.toISOString().slice(0, HOUR_CHARS)}`,
    audiences: event.ownerStates.map(national),
    leaves: word("job")?.startsWith("deliver-") !== true,
  }),
};

function toReader(kind: NoticeKind, accountId: string | null): Made | null {
  return accountId === null ? null : { kind, audiences: [{ to: "account", accountId }] };
}

function toCoordinator(kind: NoticeKind, state: StateCode | null): Made | null {
  return state === null ? null : { kind, audiences: [national(state)] };
}

function toReleased(kind: NoticeKind, event: NoticeEvent, toState: StateCode | null): Made | null {
  if (toState === null) return null;
  const there: Audience = {
    to: "roles",
    state: toState,
    labId: null,
    roles: ["national_coordinator", "firearms_examiner"],
  };
  return { kind, audiences: [there, ...event.ownerStates.map(national)] };
}

/** Examiner or technician first, then the national coordinator too, then the region: of a lab and hour once, not of each clock. */
function planClock(event: NoticeEvent, { word, id }: Details): Made | null {
  const [state, labId] = [event.ownerStates[0], id("labId")];
  if (state === undefined || labId === null) return null;
  const worker: Role = word("clock") === "lead" ? "firearms_examiner" : "lab_technician";
  const workers: Audience = { to: "roles", state, labId, roles: [worker] };
  const lab = {
    subjectKind: "lab",
    subjectId: labId,
    groupKey: `${labId}/${word("clock")}/${event.at.toISOString().slice(0, HOUR_CHARS)}`,
  };
  switch (word("level")) {
    case "due_soon":
      return { ...lab, kind: "clock_due_soon", audiences: [workers] };
    case "overdue":
      return { ...lab, kind: "clock_overdue", audiences: [workers, national(state)] };
    case "escalated":
      return { ...lab, kind: "clock_escalated", audiences: [national(state), { to: "region" }] };
    default:
      return null;
  }
}

function reader(detail: Readonly<Record<string, unknown>>) {
  const read = <T>(schema: z.ZodType<T>, name: string): T | null => schema.safeParse(detail[name]).data ?? null;
  return {
    id: (name: string) => read(z.uuid(), name),
    flag: (name: string) => read(z.boolean(), name) ?? false,
    word: (name: string) => read(z.string(), name),
    state: (name: string) => read(stateCodeSchema, name),
  };
}
