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
    const key = this.#unanswered.get(name) ?? makeKey();
    this.#unanswered.set(name, key);
    return key;
  }

  /** A try is over; `error` is null where it was done. */
  settle(decision: unknown, error: unknown): void {
    if (error === null || wasAnswered(error)) this.#unanswered.delete(nameOf(decision));
  }
}

/** Not `randomUUID`, which a browser has on https alone: a file is verified without it too. */
const makeKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

const nameOf = (decision: unknown): string => JSON.stringify(decision) ?? "";

const wasAnswered = (error: unknown): boolean =>
  error instanceof Refusal && error.status > 0 && error.status < BROKEN_OFF && error.code !== STILL_AT_IT;
