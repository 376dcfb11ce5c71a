import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { type ArmsTables, tabulateArms } from "../../domain/intelligence/arms-tables.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { readArms } from "../../repositories/intelligence/arms.ts";
import type { Deps } from "../deps.ts";
import { findStatisticsReader } from "./find-statistics-reader.ts";

export interface ArmsTablesInput {
  /** Years of recovery, both included. */
  readonly first: number;
  readonly last: number;
}

/** SDG 16.4.2 and the table for the UN Programme of Action. Errors: FORBIDDEN, VALIDATION_FAILED (years). */
export async function readArmsTables(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: ArmsTablesInput,
): Promise<ArmsTables & ArmsTablesInput> {
  const reader = await findStatisticsReader(deps, context);
  if (input.last < input.first) {
    const message = "It comes before `first`; give the same year or a later one";
    throw new RibinError("VALIDATION_FAILED", `last: ${message}.`, { errors: [{ field: "last", message }] });
  }
  const tables = tabulateArms(await readArms(deps.sql, reader, input));
  if (reader.everybody) {
    await insertAuditEvent(deps.sql, context, {
      at: deps.clock.now(),
      action: "statistics.read",
      targetKind: "arms-tables",
      targetId: "list",
      ownerStates: [],
      detail: { ...input },
    });
  }
  return { ...input, ...tables };
}
