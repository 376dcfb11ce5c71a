/**
 * Idempotency keys of what is decided in one place: a key is made when the person decides and kept while nobody knows the answer, so that
 * what is sent again after a lost line counts once. Other content is another decision. So is what was answered: the service repeats what
 * it said to a key, and what stood against it may be gone by now.
 */
import { Refusal } from "../api/refusal.ts";

/** The service broke off, or still does what it was asked before: what came of it is not known. */
const BROKEN_OFF = 500;
const STILL_AT_IT = "IDEMPOTENCY_IN_PROGRESS";

export class DecisionKeys {
  readonly #unanswered = new Map<string, string>();

  /** The key of that decision, the same at each try; `decision` holds all that makes it another one. */
  of(decision: unknown): string {
    const name = nameOf(decision);
    const key = this.#unanswered.get(name) ?? crypto.randomUUID();
    this.#unanswered.set(name, key);
    return key;
  }

  /** A try is over; `error` is null where it was done. */
  settle(decision: unknown, error: unknown): void {
    if (error === null || wasAnswered(error)) this.#unanswered.delete(nameOf(decision));
  }
}

const nameOf = (decision: unknown): string => JSON.stringify(decision) ?? "";

const wasAnswered = (error: unknown): boolean =>
  error instanceof Refusal && error.status > 0 && error.status < BROKEN_OFF && error.code !== STILL_AT_IT;
