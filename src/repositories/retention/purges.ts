/** What is to go for good: reviewed by one person, decided by another, and how it ended. */
import { z } from "zod";
import {
  type PurgeBasis,
  type PurgeDecision,
  type PurgeState,
  purgeBasisSchema,
  purgeStateSchema,
} from "../../domain/retention.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface Purge {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly caseId: string;
  /** Null: the case with all its exhibits. */
  readonly exhibitId: string | null;
  readonly basis: PurgeBasis;
  /** How it was settled with the states of the hits that it may go; null where there is none. */
  readonly hitsSettled: string | null;
  readonly reason: string;
  readonly reviewedBy: string;
  readonly reviewedAt: Date;
  readonly state: PurgeState;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly endedAt: Date | null;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  case_id: z.string(),
  exhibit_id: z.string().nullable(),
  basis: purgeBasisSchema,
  hits_settled: z.string().nullable(),
  reason: z.string(),
  reviewed_by: z.string(),
  reviewed_at: z.date(),
  state: purgeStateSchema,
  decided_by: z.string().nullable(),
  decided_at: z.date().nullable(),
  ended_at: z.date().nullable(),
});

function parsePurge(row: unknown): Purge {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    caseId: r.case_id,
    exhibitId: r.exhibit_id,
    basis: r.basis,
    hitsSettled: r.hits_settled,
    reason: r.reason,
    reviewedBy: r.reviewed_by,
    reviewedAt: r.reviewed_at,
    state: r.state,
    decidedBy: r.decided_by,
    decidedAt: r.decided_at,
    endedAt: r.ended_at,
  };
}

const SELECT = `select p.*, coalesce(e.outcome, d.decision, 'reviewed') as state, d.decided_by, d.decided_at, e.ended_at
  from purges p left join purge_decisions d on d.purge_id = p.id left join purge_ends e on e.purge_id = p.id`;

export async function insertPurge(
  tx: SqlExecutor,
  row: Omit<Purge, "state" | "decidedBy" | "decidedAt" | "endedAt">,
): Promise<void> {
  await tx.query(
    `insert into purges (id, owner_state, case_id, exhibit_id, basis, hits_settled, reason, reviewed_by, reviewed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.ownerState,
      row.caseId,
      row.exhibitId,
      row.basis,
      row.hitsSettled,
      row.reason,
      row.reviewedBy,
      row.reviewedAt,
    ],
  );
}

export async function findPurge(tx: SqlExecutor, id: string): Promise<Purge | null> {
  const { rows } = await tx.query(`${SELECT} where p.id = $1`, [id]);
  return rows[0] === undefined ? null : parsePurge(rows[0]);
}

/** A purge of the case, or of any of its exhibits, that has not ended. */
export async function hasOpenPurge(tx: SqlExecutor, caseId: string, exhibitId: string | null): Promise<boolean> {
  const { rows } = await tx.query(
    `select 1 from (${SELECT}) q where case_id = $1 and state in ('reviewed', 'confirmed')
       and ($2::uuid is null or exhibit_id is null or exhibit_id = $2) limit 1`,
    [caseId, exhibitId],
  );
  return rows.length > 0;
}

/** False where it was decided before. */
export async function insertPurgeDecision(
  tx: SqlExecutor,
  row: {
    purgeId: string;
    ownerState: StateCode;
    decision: PurgeDecision;
    reason: string;
    decidedBy: string;
    decidedAt: Date;
  },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into purge_decisions (purge_id, owner_state, decision, reason, decided_by, decided_at)
     values ($1, $2, $3, $4, $5, $6) on conflict (purge_id) do nothing`,
    [row.purgeId, row.ownerState, row.decision, row.reason, row.decidedBy, row.decidedAt],
  );
  return rowCount > 0;
}

export async function insertPurgeEnd(
  tx: SqlExecutor,
  row: { purgeId: string; ownerState: StateCode; outcome: "purged" | "stopped"; detail: object; endedAt: Date },
): Promise<void> {
  await tx.query(
    `insert into purge_ends (purge_id, owner_state, outcome, detail, ended_at) values ($1, $2, $3, $4, $5)
     on conflict (purge_id) do nothing`,
    [row.purgeId, row.ownerState, row.outcome, JSON.stringify(row.detail), row.endedAt],
  );
}

/** Newest first; of one state, or of all. */
export async function listPurges(
  tx: SqlExecutor,
  ownerState: StateCode | null,
  page: PageRequest,
): Promise<Page<Purge>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `${SELECT} where ($1::text is null or p.owner_state = $1)
       and ($2::timestamptz is null or (p.reviewed_at, p.id) < ($2, $3::uuid))
     order by p.reviewed_at desc, p.id desc limit $4`,
    [ownerState, time, id, page.limit + 1],
  );
  return readPage(rows.map(parsePurge), page, (row) => [row.reviewedAt.toISOString(), row.id]);
}
