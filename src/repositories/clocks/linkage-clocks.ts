import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** Of one state's part in a linkage: it runs from that state's own exhibit. */
export interface LinkageClock {
  readonly linkageId: string;
  readonly state: StateCode;
  readonly labId: string;
  readonly startedAt: Date;
  readonly urgent: boolean;
  readonly dueAt: Date;
}

const rowSchema = z.object({
  linkage_id: z.string(),
  state: stateCodeSchema,
  lab_id: z.string(),
  started_at: z.date(),
  urgent: z.boolean(),
  due_at: z.date(),
});

function parseClock(row: unknown): LinkageClock {
  const r = rowSchema.parse(row);
  return {
    linkageId: r.linkage_id,
    state: r.state,
    labId: r.lab_id,
    startedAt: r.started_at,
    urgent: r.urgent,
    dueAt: r.due_at,
  };
}

/** The state's own clocks of the linkages, by linkage. */
export async function findLinkageClocks(
  tx: SqlExecutor,
  linkageIds: readonly string[],
  state: StateCode | null,
): Promise<ReadonlyMap<string, LinkageClock>> {
  const { rows } = await tx.query(
    "select * from linkage_clocks where linkage_id = any ($1::uuid[]) and state = $2::text",
    [linkageIds, state],
  );
  return new Map(rows.map(parseClock).map((clock) => [clock.linkageId, clock]));
}

/** Clocks still running that are due before `dueBefore` and about which nothing was said at this level. */
export async function listUnsaidClocks(
  tx: SqlExecutor,
  level: string,
  due: { readonly before: Date; readonly urgentBefore: Date },
  limit: number,
): Promise<readonly LinkageClock[]> {
  const { rows } = await tx.query(
    `select k.* from linkage_clocks k
     where k.linkage_state = 'candidate' and k.due_at <= case when k.urgent then $3::timestamptz else $2::timestamptz end
       and not exists (select from clock_alerts a
         where a.kind = 'lead' and a.subject_id = k.linkage_id and a.state = k.state and a.level = $1)
     order by k.due_at, k.linkage_id limit $4`,
    [level, due.before, due.urgentBefore, limit],
  );
  return rows.map(parseClock);
}
