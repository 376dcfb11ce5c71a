/** What somebody typed about a linkage and has not sent: looked at when the linkage changes under their hands. */
import { forgetDraft, listDrafts, readDraft } from "../../app/use-draft.ts";
import type { Step } from "./find-step.ts";

interface TypedDecision {
  readonly choice: string | null;
  readonly reasons: string;
}

const FORM_OF: Readonly<Partial<Record<Step, string>>> = {
  review: "review",
  conclude: "conclusion",
  verify: "conclusion",
  consult: "conclusion",
};

/** Where nothing can be sent any more, whatever was typed. */
const CLOSED: Step = "not_permitted";

/** Under which key the form of a step keeps what is typed; null: the step has no form. */
const draftKey = (linkageId: string, step: Step): string | null => {
  const form = FORM_OF[step];
  return form === undefined ? null : `review.${linkageId}.${form}`;
};

/** Whether the form of that step holds something that was neither sent nor emptied. */
export function holdsTyped(linkageId: string, step: Step): boolean {
  const key = draftKey(linkageId, step);
  const draft = key === null ? null : readDraft<TypedDecision>(key);
  return draft !== null && (draft.choice !== null || draft.reasons.trim() !== "");
}

/** Words typed about the linkage that the page as it stands cannot send, each once. */
export function listTyped(linkageId: string, step: Step | null): readonly string[] {
  const words = listKeys(linkageId, step).flatMap((key) => readWords(readDraft<Draft>(key)));
  return [...new Set(words.filter((text) => text.trim() !== ""))];
}

export function forgetTyped(linkageId: string, step: Step | null): void {
  for (const key of listKeys(linkageId, step)) forgetDraft(key);
}

/** Of a decision or its correction, of an annotation or its; a text alone. */
type Draft = string | Partial<Record<"reasons" | "correctionReason" | "text" | "reason", string>>;

function readWords(draft: Draft | null): readonly string[] {
  if (draft === null || typeof draft === "string") return draft === null ? [] : [draft];
  return [draft.reasons, draft.correctionReason, draft.text, draft.reason].filter((text) => text !== undefined);
}

/** Where all is closed, of every form and dialog, and of the marks; else of those forms of which another has taken the place. */
function listKeys(linkageId: string, step: Step | null): readonly string[] {
  if (step === null || step === CLOSED) return listDrafts(`review.${linkageId}.`);
  const shown = [FORM_OF[step], ...(step === "consult" ? ["statement"] : [])];
  return ["review", "conclusion", "statement"]
    .filter((form) => !shown.includes(form))
    .map((form) => `review.${linkageId}.${form}`);
}
