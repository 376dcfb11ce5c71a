/**
 * Guards against the one mistake that PostgreSQL forgives and PGlite does not: asking the pool, instead of `tx`, from inside
 * a transaction. On PGlite it would wait for itself for ever; on PostgreSQL it would silently stand outside the transaction.
 */
import { AsyncLocalStorage } from "node:async_hooks";

interface Scope {
  readonly owner: object;
  open: boolean;
}

const scopes = new AsyncLocalStorage<Scope>();

/** Runs `work` as the inside of a transaction of `owner`. */
export async function runInScope<T>(owner: object, work: () => Promise<T>): Promise<T> {
  const scope: Scope = { owner, open: true };
  try {
    return await scopes.run(scope, work);
  } finally {
    scope.open = false;
  }
}

/** Throws where the caller stands inside an open transaction of `owner`. */
export function assertOutsideTransaction(owner: object): void {
  const scope = scopes.getStore();
  if (scope?.open && scope.owner === owner) {
    throw new Error("Inside a transaction only its executor may be used: this query would not be part of it.");
  }
}
