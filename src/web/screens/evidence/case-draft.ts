/** What somebody types of a case, as text, and what the API takes of it. */
import type { Schema } from "../../api/client.ts";
import type { operations } from "../../api/schema.d.ts";

type NewCase = operations["createCase"]["requestBody"]["content"]["application/json"];
type EventType = NewCase["eventType"];

export interface CaseDraft {
  readonly caseNumber: string;
  readonly originatingAgency: string;
  readonly agencyReference: string;
  readonly eventType: EventType | "";
  readonly occurredOn: string;
  readonly place: string;
  readonly restricted: boolean;
  readonly highProfile: boolean;
  readonly comment: string;
}

export const EMPTY_CASE: CaseDraft = {
  caseNumber: "",
  originatingAgency: "",
  agencyReference: "",
  eventType: "",
  occurredOn: "",
  place: "",
  restricted: false,
  highProfile: false,
  comment: "",
};

export function draftOfCase(found: Schema<"Case">): CaseDraft {
  return {
    caseNumber: found.caseNumber,
    originatingAgency: found.originatingAgency ?? "",
    agencyReference: found.agencyReference ?? "",
    eventType: found.eventType,
    occurredOn: found.occurredOn ?? "",
    place: found.place ?? "",
    restricted: found.restricted,
    highProfile: found.highProfile,
    comment: found.comment ?? "",
  };
}

const orNull = (text: string) => (text.trim() === "" ? null : text.trim());

export function toCase(draft: CaseDraft): NewCase {
  return {
    caseNumber: draft.caseNumber.trim(),
    originatingAgency: orNull(draft.originatingAgency),
    agencyReference: orNull(draft.agencyReference),
    // The field is required: the browser asks for it before anything is sent.
    eventType: draft.eventType as EventType,
    occurredOn: orNull(draft.occurredOn),
    place: orNull(draft.place),
    restricted: draft.restricted,
    highProfile: draft.highProfile,
    comment: orNull(draft.comment),
  };
}

/** What was changed, and nothing else. */
export function toCaseChanges(draft: CaseDraft, changed: readonly (keyof CaseDraft)[]): Partial<NewCase> {
  const all = toCase(draft);
  return Object.fromEntries(changed.map((name) => [name, all[name]])) as Partial<NewCase>;
}
