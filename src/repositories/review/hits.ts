import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { sqlMayBeNamed } from "../evidence/exhibit-sides.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";
import { combine, listSides, mergeInOrder, sqlMostly, Values } from "./merged-pages.ts";

export interface Hit {
  readonly id: string;
  readonly linkageId: string;
  readonly exhibitA: string;
  readonly exhibitB: string;
  readonly caseA: string;
  readonly caseB: string;
  readonly stateA: StateCode;
  readonly stateB: StateCode;
  readonly confirmedBy: string;
  /** False where an earlier hit had linked the two cases already. */
  readonly linksNewCases: boolean;
  readonly createdAt: Date;
  /** Null while it stands. */
  readonly withdrawnAt: Date | null;
}

const rowSchema = z.object({
  id: z.string(),
  linkage_id: z.string(),
  exhibit_a: z.string(),
  exhibit_b: z.string(),
  case_a: z.string(),
  case_b: z.string(),
  state_a: stateCodeSchema,
  state_b: stateCodeSchema,
  confirmed_by: z.string(),
  links_new_cases: z.boolean(),
  created_at: z.date(),
  withdrawn_at: z.date().nullable(),
});

function parseHit(row: unknown): Hit {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    linkageId: r.linkage_id,
    exhibitA: r.exhibit_a,
    exhibitB: r.exhibit_b,
    caseA: r.case_a,
    caseB: r.case_b,
    stateA: r.state_a,
    stateB: r.state_b,
    confirmedBy: r.confirmed_by,
    linksNewCases: r.links_new_cases,
    createdAt: r.created_at,
    withdrawnAt: r.withdrawn_at,
  };
}

/** SQL that is true where the hit `hit` stands. */
const stands = (hit: string) => `not exists (select from hit_withdrawals ended where ended.hit_id = ${hit}.id)`;

const SELECT = `select h.*, l.exhibit_a, l.exhibit_b,
    (select ended.created_at from hit_withdrawals ended where ended.hit_id = h.id) as withdrawn_at
  from hits h join linkages l on l.id = h.linkage_id`;

export async function insertHit(tx: SqlExecutor, row: Omit<Hit, "withdrawnAt">): Promise<void> {
  await tx.query(
    `insert into hits (id, linkage_id, case_a, case_b, state_a, state_b, confirmed_by, links_new_cases, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.linkageId,
      row.caseA,
      row.caseB,
      row.stateA,
      row.stateB,
      row.confirmedBy,
      row.linksNewCases,
      row.createdAt,
    ],
  );
}

/** Whether a hit that stands links the two cases, in either order. */
export async function areCasesLinked(tx: SqlExecutor, caseA: string, caseB: string): Promise<boolean> {
  const { rows } = await tx.query(
    `select 1 from hits h where ((case_a = $1 and case_b = $2) or (case_a = $2 and case_b = $1)) and ${stands("h")} limit 1`,
    [caseA, caseB],
  );
  return rows.length > 0;
}

export async function findHit(tx: SqlExecutor, id: string): Promise<Hit | null> {
  const { rows } = await tx.query(`${SELECT} where h.id = $1`, [id]);
  return rows[0] === undefined ? null : parseHit(rows[0]);
}

/** The one that stands. */
export async function findHitOfLinkage(tx: SqlExecutor, linkageId: string): Promise<Hit | null> {
  const { rows } = await tx.query(`${SELECT} where h.linkage_id = $1 and ${stands("h")}`, [linkageId]);
  return rows[0] === undefined ? null : parseHit(rows[0]);
}

/** Those that stand, newest first. `party`: whose hits, null for every state's; `viewer`: the state of the reader. */
export async function listHits(
  tx: SqlExecutor,
  filter: { party: StateCode | null; viewer: StateCode | null; now: Date },
  page: PageRequest,
): Promise<Page<Hit>> {
  const [time, id] = readTimeIdKey(page);
  const values = new Values();
  const sides = listSides("h", filter.party, values);
  const [viewer, now] = [values.add(filter.viewer, "text"), values.add(filter.now, "timestamptz")];
  const named = ["l.exhibit_a", "l.exhibit_b"].map((side) => sqlMostly(sqlMayBeNamed(side, viewer, now))).join(" and ");
  const after =
    time === null ? "true" : `(h.created_at, h.id) < (${values.add(time, "timestamptz")}, ${values.add(id, "uuid")})`;
  const conditions = combine(sides, [`${stands("h")} and ${named} and ${after}`]);
  const sql = mergeInOrder(SELECT, conditions, "created_at desc, id desc", values.add(page.limit + 1, "bigint"));
  const { rows } = await tx.query(sql, values.list);
  return readPage(rows.map(parseHit), page, (row) => [row.createdAt.toISOString(), row.id]);
}

export interface HitWithdrawal {
  readonly hitId: string;
  readonly stateA: StateCode;
  readonly stateB: StateCode;
  readonly conclusionId: string;
  readonly withdrawnBy: string;
  readonly createdAt: Date;
}

/** Says that a hit no longer stands, because a conclusion of it was corrected. */
export async function insertHitWithdrawal(tx: SqlExecutor, row: HitWithdrawal): Promise<void> {
  await tx.query(
    `insert into hit_withdrawals (hit_id, state_a, state_b, cause, conclusion_id, withdrawn_by, created_at)
     values ($1, $2, $3, 'conclusion_corrected', $4, $5, $6)`,
    [row.hitId, row.stateA, row.stateB, row.conclusionId, row.withdrawnBy, row.createdAt],
  );
}

const endedReportSchema = z.object({ report_id: z.string(), owner_state: stateCodeSchema });

/** Withdraws the reports of a hit that was withdrawn, of whichever state; gives which. */
export async function withdrawHitReports(
  tx: SqlExecutor,
  hitId: string,
  reason: string,
  at: Date,
): Promise<readonly { readonly reportId: string; readonly ownerState: StateCode }[]> {
  const { rows } = await tx.query("select * from withdraw_hit_reports($1, $2, $3)", [hitId, reason, at]);
  return rows.map((row) => {
    const r = endedReportSchema.parse(row);
    return { reportId: r.report_id, ownerState: r.owner_state };
  });
}
