/** Geometric comparisons: one row a candidate and method version, never changed. */
import { z } from "zod";
import type { SqlExecutor } from "../ports/sql.ts";

export interface ComparisonRow {
  readonly candidateId: string;
  readonly method: string;
  readonly methodVersion: string;
  readonly comparable: boolean;
  /** Why not comparable, in words; null where comparable. */
  readonly reason: string | null;
  /** 0..1, for ordering only; null where not comparable. */
  readonly score: number | null;
  readonly correlation: number | null;
  readonly cellsUsable: number | null;
  readonly cellsCongruent: number | null;
  /** The whole outcome as the method gave it, redrawable: a JSON document. */
  readonly outcome: unknown;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  candidate_id: z.string(),
  method: z.string(),
  method_version: z.string(),
  comparable: z.boolean(),
  reason: z.string().nullable(),
  score: z.number().nullable(),
  correlation: z.number().nullable(),
  cells_usable: z.number().nullable(),
  cells_congruent: z.number().nullable(),
  outcome: z.unknown(),
  created_at: z.date(),
});

/** Keeps the first row where two workers compared the same candidate at once. */
export async function insertComparison(tx: SqlExecutor, row: ComparisonRow): Promise<void> {
  await tx.query(
    `insert into comparisons (candidate_id, method, method_version, comparable, reason, score, correlation, cells_usable,
       cells_congruent, outcome, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (candidate_id, method, method_version) do nothing`,
    [
      row.candidateId,
      row.method,
      row.methodVersion,
      row.comparable,
      row.reason,
      row.score,
      row.correlation,
      row.cellsUsable,
      row.cellsCongruent,
      JSON.stringify(row.outcome),
      row.createdAt,
    ],
  );
}

/** The newest comparison of a candidate, or null. */
export async function findNewestComparison(tx: SqlExecutor, candidateId: string): Promise<ComparisonRow | null> {
  const { rows } = await tx.query(
    "select * from comparisons where candidate_id = $1 order by created_at desc, method_version desc limit 1",
    [candidateId],
  );
  if (rows[0] === undefined) return null;
  const r = rowSchema.parse(rows[0]);
  return {
    candidateId: r.candidate_id,
    method: r.method,
    methodVersion: r.method_version,
    comparable: r.comparable,
    reason: r.reason,
    score: r.score,
    correlation: r.correlation,
    cellsUsable: r.cells_usable,
    cellsCongruent: r.cells_congruent,
    outcome: r.outcome,
    createdAt: r.created_at,
  };
}
