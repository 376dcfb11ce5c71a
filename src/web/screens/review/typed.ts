/** What somebody typed about a linkage and has not sent: looked at when the linkage changes under their hands. */
import { forgetDraft, readDraft } from "../../app/use-draft.ts";
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

/** Words typed about the linkage in other forms than that of the step, each once. */
export function listTyped(linkageId: string, step: Step | null): readonly string[] {
  const words = listKeys(linkageId, step).map((key) => {
    const draft = readDraft<TypedDecision | string>(key);
    return (typeof draft === "string" ? draft : draft?.reasons) ?? "";
  });
  return [...new Set(words.filter((text) => text.trim() !== ""))];
}

export function forgetTyped(linkageId: string, step: Step | null): void {
  for (const key of listKeys(linkageId, step)) forgetDraft(key);
}

function listKeys(linkageId: string, step: Step | null): readonly string[] {
  const shown = step === null ? [] : [FORM_OF[step], ...(step === "consult" ? ["statement"] : [])];
  return ["review", "conclusion", "statement"]
    .filter((form) => !shown.includes(form))
    .map((form) => `review.${linkageId}.${form}`);
}
