import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import type { StatisticsPeriod, StatisticsReader } from "./statistics.ts";

/** Hits between two states in one month. */
export interface Flow {
  readonly month: string;
  /** Of the earlier occurrence, where it is directed; otherwise the first of the two by their codes. */
  readonly fromState: StateCode;
  readonly toState: StateCode;
  readonly directed: boolean;
  readonly hits: number;
}

const rowSchema = z.object({
  month: z.string(),
  from_state: stateCodeSchema,
  to_state: stateCodeSchema,
  directed: z.boolean(),
  hits: z.coerce.number(),
});

/** Directed only where the reader may know both dates at the moment `now`. */
export async function readFlows(
  tx: SqlExecutor,
  reader: StatisticsReader,
  period: StatisticsPeriod,
  now: Date,
): Promise<readonly Flow[]> {
  const { rows } = await tx.query("select * from read_flows($1, $2, $3, $4, $5)", [
    reader.state,
    reader.everybody,
    period.since,
    period.until,
    now,
  ]);
  return rows.map((row) => {
    const r = rowSchema.parse(row);
    return { month: r.month, fromState: r.from_state, toState: r.to_state, directed: r.directed, hits: r.hits };
  });
}
