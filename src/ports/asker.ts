/** Who asks the database: it travels beside the work, so that no query can be made in nobody's name by forgetting to say it. */
import { AsyncLocalStorage } from "node:async_hooks";
import { RibinError } from "../domain/errors.ts";
import type { Actor } from "../domain/permission.ts";

/**
 * The roles of PostgreSQL (docs/security.md): what is done for who asked; what signs people in and manages their credentials, and sees
 * no evidence; what the program does by itself.
 */
export type DatabaseRole = "ribin_request" | "ribin_sign_in" | "ribin_service";

export interface Asker {
  readonly role: DatabaseRole;
  /** Null: nobody is signed in, or the program itself asks. */
  readonly actor: Actor | null;
}

/** The program's own work: jobs, the operator's command line, sweeps. */
export const PROGRAM: Asker = { role: "ribin_service", actor: null };

const scopes = new AsyncLocalStorage<Asker>();

/** Runs `work`, and all that follows from it, in the name of `asker`. */
export function runAsking<T>(asker: Asker, work: () => T): T {
  return scopes.run(asker, work);
}

/** Who asks here. Throws outside of `runAsking`: deny by default. */
export function requireAsker(): Asker {
  const asker = scopes.getStore();
  if (asker === undefined) throw new RibinError("INTERNAL", "A query in nobody's name was refused.");
  return asker;
}

/** The items of `source`, made in the name of who asks now, whoever reads them later. */
export async function* keepAsking<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  const asker = requireAsker();
  try {
    for (;;) {
      const item = await runAsking(asker, () => source.next());
      if (item.done) return;
      yield item.value;
    }
  } finally {
    await source.return(undefined);
  }
}
