/** What examiners decided about firearm groups. Rows are added, never changed; the database settles the groups by them. */
import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface Merge {
  readonly id: string;
  readonly exhibitA: string;
  readonly exhibitB: string;
  readonly state: StateCode;
  readonly reason: string;
  readonly mergedBy: string;
  readonly createdAt: Date;
}

/** Both exhibits are of the merging examiner's state. */
export async function insertMerge(tx: SqlExecutor, row: Merge): Promise<void> {
  await tx.query(
    `insert into firearm_merges (id, exhibit_a, exhibit_b, state_a, state_b, reason, merged_by, merged_state, created_at)
     values ($1, $2, $3, $4, $4, $5, $6, $4, $7)`,
    [row.id, row.exhibitA, row.exhibitB, row.state, row.reason, row.mergedBy, row.createdAt],
  );
}

export interface Split {
  readonly id: string;
  readonly groupId: string;
  readonly exhibits: readonly string[];
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedState: StateCode;
  readonly createdAt: Date;
}

export interface SplitDecision {
  readonly splitId: string;
  readonly approved: boolean;
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedState: StateCode;
  readonly createdAt: Date;
}

export type DecidedSplit = Split & { readonly decision: Omit<SplitDecision, "splitId"> | null };

const decisionSchema = z.object({
  approved: z.boolean(),
  decision_reason: z.string(),
  decided_by: z.string(),
  decided_state: stateCodeSchema,
  decided_at: z.date(),
});

const splitSchema = z.object({
  id: z.string(),
  group_id: z.string(),
  exhibits: z.array(z.string()),
  reason: z.string(),
  proposed_by: z.string(),
  proposed_state: stateCodeSchema,
  created_at: z.date(),
});

function parseSplit(row: { readonly approved?: unknown }): DecidedSplit {
  const r = splitSchema.parse(row);
  return {
    id: r.id,
    groupId: r.group_id,
    exhibits: r.exhibits,
    reason: r.reason,
    proposedBy: r.proposed_by,
    proposedState: r.proposed_state,
    createdAt: r.created_at,
    decision: row.approved === null ? null : parseDecision(row),
  };
}

function parseDecision(row: unknown): DecidedSplit["decision"] {
  const r = decisionSchema.parse(row);
  return {
    approved: r.approved,
    reason: r.decision_reason,
    decidedBy: r.decided_by,
    decidedState: r.decided_state,
    createdAt: r.decided_at,
  };
}

const SELECT = `select s.*, d.approved, d.reason as decision_reason, d.decided_by, d.decided_state, d.created_at as decided_at
  from firearm_splits s left join firearm_split_decisions d on d.split_id = s.id`;

export async function insertSplit(tx: SqlExecutor, row: Split): Promise<void> {
  await tx.query(
    `insert into firearm_splits (id, group_id, exhibits, reason, proposed_by, proposed_state, created_at)
     values ($1, $2, $3::uuid[], $4, $5, $6, $7)`,
    [row.id, row.groupId, row.exhibits, row.reason, row.proposedBy, row.proposedState, row.createdAt],
  );
}

export async function findSplit(tx: SqlExecutor, id: string): Promise<DecidedSplit | null> {
  const { rows } = await tx.query(`${SELECT} where s.id = $1`, [id]);
  return rows[0] === undefined ? null : parseSplit(rows[0]);
}

/** Of one group, oldest first. */
export async function listSplits(tx: SqlExecutor, groupId: string): Promise<readonly DecidedSplit[]> {
  const { rows } = await tx.query(`${SELECT} where s.group_id = $1 order by s.created_at, s.id`, [groupId]);
  return rows.map(parseSplit);
}

/** False where it was decided before: of two at once one counts. */
export async function insertSplitDecision(tx: SqlExecutor, row: SplitDecision): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into firearm_split_decisions (split_id, approved, reason, decided_by, decided_state, created_at)
     values ($1, $2, $3, $4, $5, $6) on conflict (split_id) do nothing`,
    [row.splitId, row.approved, row.reason, row.decidedBy, row.decidedState, row.createdAt],
  );
  return rowCount > 0;
}
