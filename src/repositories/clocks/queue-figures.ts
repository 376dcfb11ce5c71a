import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** Candidates that wait for a lab's examiners. */
export interface CandidateFigures {
  readonly labId: string;
  readonly labName: string;
  readonly state: StateCode;
  /** Not reviewed. */
  readonly open: number;
  /** Of which no examiner of the state opened the evidence. */
  readonly unviewed: number;
  readonly overdue: number;
  readonly oldestAt: Date | null;
  readonly medianAgeHours: number | null;
}

const rowSchema = z.object({
  lab_id: z.string(),
  lab_name: z.string(),
  state: stateCodeSchema,
  open: z.coerce.number(),
  unviewed: z.coerce.number(),
  overdue: z.coerce.number(),
  oldest_at: z.date().nullable(),
  median_hours: z.number().nullable(),
});

/** One row a lab, also where nothing waits; of a state, or of every state. */
export async function listCandidateFigures(
  tx: SqlExecutor,
  state: StateCode | null,
  now: Date,
): Promise<readonly CandidateFigures[]> {
  const { rows } = await tx.query(
    `select b.id as lab_id, b.name as lab_name, b.owner_state as state, count(l.id) as open,
       count(l.id) filter (where not exists (select from evidence_views v where v.linkage_id = l.id and v.account_state = b.owner_state))
         as unviewed,
       count(l.id) filter (where k.due_at <= $2) as overdue, min(l.created_at) as oldest_at,
       (percentile_cont(.5) within group (order by extract(epoch from $2::timestamptz - l.created_at)) / 3600)::float8 as median_hours
     from labs b
       left join linkage_clocks k on k.lab_id = b.id and k.linkage_state = 'candidate'
       left join linkages l on l.id = k.linkage_id
     where $1::text is null or b.owner_state = $1
     group by b.id order by b.owner_state, b.name, b.id`,
    [state, now],
  );
  return rows.map((row) => {
    const r = rowSchema.parse(row);
    return {
      labId: r.lab_id,
      labName: r.lab_name,
      state: r.state,
      open: r.open,
      unviewed: r.unviewed,
      overdue: r.overdue,
      oldestAt: r.oldest_at,
      medianAgeHours: r.median_hours === null ? null : Math.round(r.median_hours * 10) / 10,
    };
  });
}
