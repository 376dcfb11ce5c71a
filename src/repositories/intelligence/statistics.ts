/** Numbers that cross states. The database counts them in functions of its own (migration 021), which hold to who asks. */
import { z } from "zod";
import type { Counts, Grouping, Turnaround } from "../../domain/intelligence/statistics.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** Whose numbers are asked for. */
export interface StatisticsReader {
  readonly state: StateCode | null;
  /** Every state's in full: the region's coordinators and auditors. */
  readonly everybody: boolean;
}

export interface StatisticsRow extends Counts {
  /** Of what the rows are grouped by, in the order asked for; state "others": all the other states together. */
  readonly state: string | null;
  readonly lab: string | null;
  readonly calibre: string | null;
  readonly region: string | null;
  readonly month: string | null;
  readonly receiptToAcquisition: Turnaround;
  readonly acquisitionToLead: Turnaround;
  readonly leadToHit: Turnaround;
}

// A bigint comes as a text; `z.coerce.number()` alone would make 0 of a null.
const count = z.union([z.null(), z.coerce.number()]);
const key = z.string().nullable();
const hours = z.number().nullable();
const rowSchema = z.object({
  state: key,
  lab: key,
  calibre: key,
  region: key,
  month: key,
  acquisitions: count,
  candidates: count,
  viewed_in_time: count,
  viewed_late: count,
  not_viewed: count,
  leads: count,
  hits: count,
  acquire_count: count,
  acquire_median: hours,
  acquire_p90: hours,
  lead_count: count,
  lead_median: hours,
  lead_p90: hours,
  hit_count: count,
  hit_median: hours,
  hit_p90: hours,
});

function parseRow(row: unknown): StatisticsRow {
  const r = rowSchema.parse(row);
  return {
    state: r.state,
    lab: r.lab,
    calibre: r.calibre,
    region: r.region,
    month: r.month,
    acquisitions: r.acquisitions,
    candidates: r.candidates,
    viewedInTime: r.viewed_in_time,
    viewedLate: r.viewed_late,
    notViewed: r.not_viewed,
    leads: r.leads,
    hits: r.hits,
    receiptToAcquisition: { count: r.acquire_count, median: r.acquire_median, p90: r.acquire_p90 },
    acquisitionToLead: { count: r.lead_count, median: r.lead_median, p90: r.lead_p90 },
    leadToHit: { count: r.hit_count, median: r.hit_median, p90: r.hit_p90 },
  };
}

export interface StatisticsPeriod {
  readonly since: Date;
  /** Of what is before this moment. */
  readonly until: Date;
}

/** `pooled`: with the other states' numbers, taken together. `now`: what is not viewed by then is late. */
export async function readStatistics(
  tx: SqlExecutor,
  reader: StatisticsReader & { readonly pooled: boolean },
  period: StatisticsPeriod & { readonly by: readonly Grouping[] },
  now: Date,
): Promise<readonly StatisticsRow[]> {
  const { rows } = await tx.query("select * from read_statistics($1, $2, $3, $4, $5, $6, $7::text[])", [
    reader.state,
    reader.everybody,
    reader.pooled,
    period.since,
    period.until,
    now,
    period.by,
  ]);
  return rows.map(parseRow);
}
