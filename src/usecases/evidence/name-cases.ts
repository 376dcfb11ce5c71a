import type { RequestContext } from "../../domain/context.ts";
import { can } from "../../domain/permission.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import { findCaseNumbers } from "../../repositories/evidence/cases.ts";
import type { Deps } from "../deps.ts";

export type Named<T> = T & {
  /** Null where the reader may not read the case, and of another state's: that is a read of the case, with a purpose and recorded. */
  readonly caseNumber: string | null;
};

interface OfCase {
  readonly caseId: string;
  readonly ownerState: StateCode;
}

/** Rows about cases with the numbers of those that the actor's own state owns and the actor may read. */
export async function nameCases<T extends OfCase>(
  deps: Pick<Deps, "sql">,
  { actor }: RequestContext,
  rows: readonly T[],
): Promise<readonly Named<T>[]> {
  const own = rows.filter(
    (row) => row.ownerState === actor.state && can(actor, "case.read", { ownerStates: [row.ownerState] }),
  );
  // As `assertReadable` has it: what was removed is read by who may restore it.
  const removedToo = actor.roles.includes("national_coordinator");
  const ids = [...new Set(own.map(({ caseId }) => caseId))];
  const numbers = ids.length === 0 ? new Map<string, string>() : await findCaseNumbers(deps.sql, ids, removedToo);
  return rows.map((row) => ({
    ...row,
    caseNumber: row.ownerState === actor.state ? (numbers.get(row.caseId) ?? null) : null,
  }));
}

export async function nameCase<T extends OfCase>(
  deps: Pick<Deps, "sql">,
  context: RequestContext,
  row: T,
): Promise<Named<T>> {
  const [named] = await nameCases(deps, context, [row]);
  return named!;
}
