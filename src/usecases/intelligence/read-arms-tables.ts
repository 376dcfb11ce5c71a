import type { RequestContext } from "../../domain/context.ts";
import { refuseField } from "../../domain/errors.ts";
import { type ArmsTables, tabulateArms } from "../../domain/intelligence/arms-tables.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { readArms } from "../../repositories/intelligence/arms.ts";
import type { Deps } from "../deps.ts";
import { findStatisticsReader } from "./find-statistics-reader.ts";

export interface ArmsTablesInput {
  /** The first year of recovery; where it is left out, four years before the last. */
  readonly first?: number | undefined;
  /** The last; where it is left out, this year. */
  readonly last?: number | undefined;
}

export interface ArmsTablesView extends ArmsTables {
  readonly first: number;
  readonly last: number;
}

/** SDG 16.4.2 and the table for the UN Programme of Action. Errors: FORBIDDEN, VALIDATION_FAILED (years). */
export async function readArmsTables(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: ArmsTablesInput,
): Promise<ArmsTablesView> {
  const reader = await findStatisticsReader(deps, context);
  const now = deps.clock.now();
  const last = input.last ?? now.getUTCFullYear();
  const first = input.first ?? last - 4;
  if (last < first) {
    const message = "It comes before `first`; give the same year or a later one";
    throw refuseField("last", { message, problem: "before_start" }, `last: ${message}.`);
  }
  const tables = tabulateArms(await readArms(deps.sql, reader, { first, last }));
  if (reader.everybody) {
    await insertAuditEvent(deps.sql, context, {
      at: now,
      action: "statistics.read",
      targetKind: "arms-tables",
      targetId: "list",
      ownerStates: [],
      detail: { first, last },
    });
  }
  return { first, last, ...tables };
}
