/** What the rules propose to purge, and what stands against it. */
import { z } from "zod";
import { type PurgeBasis, purgeBasisSchema } from "../../domain/retention.ts";
import { type Category, categorySchema, type StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { STANDING_RULES } from "./retention-rules.ts";

export interface DueExhibit {
  readonly caseId: string;
  readonly exhibitId: string;
  readonly category: Category;
  readonly basis: PurgeBasis;
  /** Since when it may go. */
  readonly dueSince: Date;
  readonly legalHold: boolean;
  /** Linkages that are hits or are being examined. */
  readonly openLinkages: number;
}

const HELD = `exists (select 1 from legal_holds h where h.case_id = x.case_id and (h.until is null or h.until > $2)
  and not exists (select 1 from legal_hold_ends e where e.hold_id = h.id))`;
const OPEN_STATES = "('lead', 'under microscopy', 'consultation', 'hit')";

const DUE = `select x.id as exhibit_id, x.case_id, x.category,
    case when x.removed_at is not null then 'removal' else 'retention' end as basis,
    case when x.removed_at is not null then x.removed_at
      else (case when r.counted_from = 'occurred' then coalesce(c.occurred_on::timestamptz, x.created_at) else x.created_at end)
        + make_interval(days => r.days) end as due_since,
    ${HELD} as legal_hold,
    (select count(*)::int from linkages l where x.id in (l.exhibit_a, l.exhibit_b) and l.state in ${OPEN_STATES}) as open_linkages
  from exhibits x join cases c on c.id = x.case_id
    left join (${STANDING_RULES}) r on r.owner_state = x.owner_state and r.category = x.category
  where x.owner_state = $1 and x.purged_at is null`;

const dueSchema = z.object({
  exhibit_id: z.string(),
  case_id: z.string(),
  category: categorySchema,
  basis: purgeBasisSchema,
  due_since: z.date(),
  legal_hold: z.boolean(),
  open_linkages: z.number(),
});

function parseDue(row: unknown): DueExhibit {
  const r = dueSchema.parse(row);
  return {
    caseId: r.case_id,
    exhibitId: r.exhibit_id,
    category: r.category,
    basis: r.basis,
    dueSince: r.due_since,
    legalHold: r.legal_hold,
    openLinkages: r.open_linkages,
  };
}

/** The state's exhibits that may go at this moment, longest due first. */
export async function listDue(
  tx: SqlExecutor,
  ownerState: StateCode,
  now: Date,
  limit: number,
): Promise<readonly DueExhibit[]> {
  const { rows } = await tx.query(
    `select * from (${DUE}) due where due_since <= $2 order by due_since, exhibit_id limit $3`,
    [ownerState, now, limit],
  );
  return rows.map(parseDue);
}

/** Those of one case, or the one exhibit, that may go; and how many there are in all. */
export async function findDueOf(
  tx: SqlExecutor,
  of: { readonly ownerState: StateCode; readonly caseId: string; readonly exhibitId: string | null },
  now: Date,
): Promise<{ readonly due: readonly DueExhibit[]; readonly all: number }> {
  const { rows } = await tx.query(
    `select * from (${DUE}) due where case_id = $3 and ($4::uuid is null or exhibit_id = $4)`,
    [of.ownerState, now, of.caseId, of.exhibitId],
  );
  const due = rows.filter((row) => row.due_since instanceof Date && row.due_since.getTime() <= now.getTime());
  return { due: due.map(parseDue), all: rows.length };
}

export interface Obstacles {
  readonly holds: number;
  readonly openLinkages: number;
  /** Of them, those that were decided on after `since`: nobody settled them. */
  readonly newLinkages: number;
}

/** What stands against purging the case or exhibit, casts of it in other cases included. */
export async function findObstacles(
  tx: SqlExecutor,
  of: { readonly caseId: string; readonly exhibitId: string | null },
  now: Date,
  since: Date,
): Promise<Obstacles> {
  const { rows } = await tx.query(
    `with x as (
       select x.id, x.case_id from exhibits x left join exhibits p on p.id = x.parent_exhibit_id
       where (x.case_id = $1 and ($3::uuid is null or x.id = $3)) or (p.case_id = $1 and ($3::uuid is null or p.id = $3))),
     held as (select case_id from x union select $1::uuid),
     open as (select distinct l.id, l.updated_at from linkages l join x on x.id in (l.exhibit_a, l.exhibit_b) where l.state in ${OPEN_STATES})
     select (select count(*)::int from held x where ${HELD}) as holds,
       (select count(*)::int from open) as open_linkages,
       (select count(*)::int from open where updated_at > $4) as new_linkages`,
    [of.caseId, now, of.exhibitId, since],
  );
  const r = z.object({ holds: z.number(), open_linkages: z.number(), new_linkages: z.number() }).parse(rows[0]);
  return { holds: r.holds, openLinkages: r.open_linkages, newLinkages: r.new_linkages };
}
