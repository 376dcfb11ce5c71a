/** Whom a removal concerns besides its own state, and what it does to reports and to work under way. */
import { z } from "zod";
import {
  type AcquisitionStage,
  acquisitionStageSchema,
  type StateCode,
  stateCodeSchema,
} from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { sqlMayBeNamed } from "../evidence/exhibit-sides.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface ConcernedState {
  readonly state: StateCode;
  /** Of its linkages, those in which what is removed has a side. */
  readonly linkageIds: readonly string[];
}

/** The exhibits of a case, or the one exhibit, and casts of them: by the parameters `case` and `exhibit` (null: the whole case). */
const touched = (
  ofCase: string,
  ofExhibit: string,
) => `select x.id from exhibits x left join exhibits p on p.id = x.parent_exhibit_id
  where (x.case_id = ${ofCase} and (${ofExhibit}::uuid is null or x.id = ${ofExhibit}))
    or (p.case_id = ${ofCase} and (${ofExhibit}::uuid is null or p.id = ${ofExhibit}))`;

/**
 * The other states that know of it at this moment: by a candidate or linkage with a side that may be named to them, or by a release. Whom
 * nothing of it could be told is not told that it was removed either. Ask before the removal.
 */
export async function listConcernedStates(
  tx: SqlExecutor,
  of: { readonly caseId: string; readonly exhibitId: string | null; readonly ownerState: StateCode },
  now: Date,
): Promise<readonly ConcernedState[]> {
  const { rows } = await tx.query(
    `with touched as (${touched("$1::uuid", "$2")}),
     pairs as (
       select l.id as linkage_id, t.id as exhibit_id, case when l.exhibit_a = t.id then l.state_b else l.state_a end as state
       from touched t join linkages l on t.id in (l.exhibit_a, l.exhibit_b)
       union all
       select null, t.id, case when c.acquisition_a = a.id then c.state_b else c.state_a end
       from touched t join acquisitions a on a.exhibit_id = t.id
         join candidates c on a.id in (c.acquisition_a, c.acquisition_b)
     ), known as (
       select state, linkage_id from pairs where state <> $3 and ${sqlMayBeNamed("pairs.exhibit_id", "pairs.state", "$4::timestamptz")}
       union
       select r.to_state, null from releases r where r.case_id = $1
     )
     select state, coalesce(array_agg(distinct linkage_id) filter (where linkage_id is not null), '{}') as linkage_ids
     from known group by state order by state`,
    [of.caseId, of.exhibitId, of.ownerState, now],
  );
  return z
    .array(z.object({ state: stateCodeSchema, linkage_ids: z.array(z.string()) }))
    .parse(rows)
    .map(({ state, linkage_ids }) => ({ state, linkageIds: linkage_ids }));
}

export interface RemovalNotice {
  readonly removalId: string;
  readonly toState: StateCode;
  readonly ownerState: StateCode;
  readonly kind: "case" | "exhibit";
  readonly linkageIds: readonly string[];
  readonly removedAt: Date;
  readonly restoredAt: Date | null;
}

export async function insertNotice(tx: SqlExecutor, row: Omit<RemovalNotice, "restoredAt">): Promise<void> {
  await tx.query(
    `insert into removal_notices (removal_id, to_state, owner_state, kind, linkage_ids, removed_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [row.removalId, row.toState, row.ownerState, row.kind, row.linkageIds, row.removedAt],
  );
}

const noticeSchema = z.object({
  removal_id: z.string(),
  to_state: stateCodeSchema,
  owner_state: stateCodeSchema,
  kind: z.enum(["case", "exhibit"]),
  linkage_ids: z.array(z.string()),
  removed_at: z.date(),
  restored_at: z.date().nullable(),
});

function parseNotice(row: unknown): RemovalNotice {
  const r = noticeSchema.parse(row);
  return {
    removalId: r.removal_id,
    toState: r.to_state,
    ownerState: r.owner_state,
    kind: r.kind,
    linkageIds: r.linkage_ids,
    removedAt: r.removed_at,
    restoredAt: r.restored_at,
  };
}

/** What other states removed that concerned this one, newest first. */
export async function listNotices(
  tx: SqlExecutor,
  toState: StateCode,
  page: PageRequest,
): Promise<Page<RemovalNotice>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select n.*, s.restored_at from removal_notices n left join removal_restorations s on s.removal_id = n.removal_id
     where n.to_state = $1 and ($2::timestamptz is null or (n.removed_at, n.removal_id) < ($2, $3::uuid))
     order by n.removed_at desc, n.removal_id desc limit $4`,
    [toState, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseNotice), page, (row) => [row.removedAt.toISOString(), row.removalId]);
}

/** The states that were told of any removal of the case, or of the exhibit. */
export async function listStatesTold(
  tx: SqlExecutor,
  of: { readonly caseId: string; readonly exhibitId: string | null },
): Promise<readonly StateCode[]> {
  const { rows } = await tx.query(
    `select distinct n.to_state from removal_notices n join removals r on r.id = n.removal_id
     where r.case_id = $1 and ($2::uuid is null or r.exhibit_id is null or r.exhibit_id = $2) order by n.to_state`,
    [of.caseId, of.exhibitId],
  );
  return rows.map((row) => stateCodeSchema.parse(row.to_state));
}

/** The states that were told of a removal. */
export async function listToldStates(tx: SqlExecutor, removalId: string): Promise<readonly StateCode[]> {
  const { rows } = await tx.query("select to_state from removal_notices where removal_id = $1 order by to_state", [
    removalId,
  ]);
  return rows.map((row) => stateCodeSchema.parse(row.to_state));
}

const withdrawnSchema = z.object({
  report_id: z.string(),
  number: z.string(),
  kind: z.string(),
  linkage_id: z.string(),
  state_a: stateCodeSchema,
  state_b: stateCodeSchema,
});

/** Withdraws the reports of any state that rest on what is removed now; gives those that stood until then. */
export async function withdrawReportsOn(tx: SqlExecutor, removalId: string) {
  const { rows } = await tx.query("select * from withdraw_reports_on($1)", [removalId]);
  return z.array(withdrawnSchema).parse(rows);
}

export interface RestoredAcquisition {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly stage: AcquisitionStage;
}

/** The acquisitions of what a removal was about, that are there again. */
export async function listRestoredAcquisitions(
  tx: SqlExecutor,
  of: { readonly caseId: string; readonly exhibitId: string | null },
): Promise<readonly RestoredAcquisition[]> {
  const { rows } = await tx.query(
    `select a.id, a.owner_state, a.stage from acquisitions a join exhibits e on e.id = a.exhibit_id
     where e.removed_at is null and e.id in (${touched("$1::uuid", "$2")}) order by a.id`,
    [of.caseId, of.exhibitId],
  );
  return z
    .array(z.object({ id: z.string(), owner_state: stateCodeSchema, stage: acquisitionStageSchema }))
    .parse(rows)
    .map(({ id, owner_state, stage }) => ({ id, ownerState: owner_state, stage }));
}
