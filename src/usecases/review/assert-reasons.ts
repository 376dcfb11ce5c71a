import { refuseField } from "../../domain/errors.ts";

const FEWEST_LETTERS = 10;

/** A decision is recorded with its reasons: one sentence at least, in any language. Gives them trimmed. */
export function assertReasons(reasons: string, field = "reasons"): string {
  const trimmed = reasons.trim();
  const letters = trimmed.match(/\p{L}/gu)?.length ?? 0;
  if (letters < FEWEST_LETTERS) {
    const message = "State the reasons in one sentence at least.";
    throw refuseField(field, { message, problem: "needs_sentence" });
  }
  return trimmed;
}
