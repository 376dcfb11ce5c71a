/** Geometric comparisons: one row a candidate, method version and pair of marks, never changed; with what it takes to draw it again. */
import { z } from "zod";
import type { SqlExecutor } from "../ports/sql.ts";

/** A prepared mark as a comparison used it. */
export interface ComparedMark {
  /** Of the blob. */
  readonly key: string;
  /** Of the blob's bytes; null for a mark that an earlier version stored. */
  readonly sha256: string | null;
  readonly preparation: string;
  readonly preparationVersion: string;
  /** Of the outlines that it was cut out by; 0 where there were none. */
  readonly outlineVersion: number;
}

export interface ComparisonRow {
  readonly id: string;
  readonly candidateId: string;
  readonly method: string;
  readonly methodVersion: string;
  /** In the order of the acquisitions' ids; null where what an earlier version compared is no longer known. */
  readonly marks: { readonly a: ComparedMark; readonly b: ComparedMark } | null;
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
  /** In words for the examiner. */
  readonly remarks: readonly string[];
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  candidate_id: z.string(),
  method: z.string(),
  method_version: z.string(),
  mark_key_a: z.string().nullable(),
  mark_key_b: z.string().nullable(),
  mark_sha256_a: z.string().nullable(),
  mark_sha256_b: z.string().nullable(),
  preparation_a: z.string().nullable(),
  preparation_b: z.string().nullable(),
  preparation_version_a: z.string().nullable(),
  preparation_version_b: z.string().nullable(),
  outline_a: z.number(),
  outline_b: z.number(),
  comparable: z.boolean(),
  reason: z.string().nullable(),
  score: z.number().nullable(),
  correlation: z.number().nullable(),
  cells_usable: z.number().nullable(),
  cells_congruent: z.number().nullable(),
  outcome: z.unknown(),
  remarks: z.array(z.string()),
  created_at: z.date(),
});

function parseComparison(row: unknown): ComparisonRow {
  const r = rowSchema.parse(row);
  const a = readMark(r.mark_key_a, r.mark_sha256_a, r.preparation_a, r.preparation_version_a, r.outline_a);
  const b = readMark(r.mark_key_b, r.mark_sha256_b, r.preparation_b, r.preparation_version_b, r.outline_b);
  return {
    id: r.id,
    candidateId: r.candidate_id,
    method: r.method,
    methodVersion: r.method_version,
    marks: a === null || b === null ? null : { a, b },
    comparable: r.comparable,
    reason: r.reason,
    score: r.score,
    correlation: r.correlation,
    cellsUsable: r.cells_usable,
    cellsCongruent: r.cells_congruent,
    outcome: r.outcome,
    remarks: r.remarks,
    createdAt: r.created_at,
  };
}

function readMark(
  key: string | null,
  sha256: string | null,
  preparation: string | null,
  preparationVersion: string | null,
  outlineVersion: number,
): ComparedMark | null {
  if (key === null || preparation === null || preparationVersion === null) return null;
  return { key, sha256, preparation, preparationVersion, outlineVersion };
}

/** Keeps the first row where two workers compared the same marks by the same method at once. */
export async function insertComparison(tx: SqlExecutor, row: ComparisonRow): Promise<void> {
  const { a, b } = row.marks ?? { a: null, b: null };
  await tx.query(
    `insert into comparisons (id, candidate_id, method, method_version, mark_key_a, mark_key_b, mark_sha256_a, mark_sha256_b,
       preparation_a, preparation_b, preparation_version_a, preparation_version_b, outline_a, outline_b, comparable, reason,
       score, correlation, cells_usable, cells_congruent, outcome, remarks, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
     on conflict (candidate_id, method, method_version, mark_key_a, mark_key_b, outline_a, outline_b) do nothing`,
    [
      row.id,
      row.candidateId,
      row.method,
      row.methodVersion,
      a?.key ?? null,
      b?.key ?? null,
      a?.sha256 ?? null,
      b?.sha256 ?? null,
      a?.preparation ?? null,
      b?.preparation ?? null,
      a?.preparationVersion ?? null,
      b?.preparationVersion ?? null,
      a?.outlineVersion ?? 0,
      b?.outlineVersion ?? 0,
      row.comparable,
      row.reason,
      row.score,
      row.correlation,
      row.cellsUsable,
      row.cellsCongruent,
      JSON.stringify(row.outcome),
      JSON.stringify(row.remarks),
      row.createdAt,
    ],
  );
}

/**
 * SQL of the comparison that counts for the candidate whose id is the expression `candidate`, to be joined laterally. The limit
 * keeps the view a query of its own, into which the candidate's id is handed; joined, it would be made of all candidates first.
 */
export const sqlStanding = (candidate: string) =>
  `(select * from standing_comparisons where candidate_id = ${candidate} limit 1)`;

/** The comparison that counts for a candidate, or null. */
export async function findStandingComparison(tx: SqlExecutor, candidateId: string): Promise<ComparisonRow | null> {
  const { rows } = await tx.query("select * from standing_comparisons where candidate_id = $1", [candidateId]);
  return rows[0] === undefined ? null : parseComparison(rows[0]);
}

/** One comparison of a candidate, whether or not it still counts; null where the candidate has none of this id. */
export async function findComparison(tx: SqlExecutor, candidateId: string, id: string): Promise<ComparisonRow | null> {
  const { rows } = await tx.query("select * from comparisons where candidate_id = $1 and id = $2", [candidateId, id]);
  return rows[0] === undefined ? null : parseComparison(rows[0]);
}

/** Every comparison of a candidate, newest first. */
export async function listComparisons(tx: SqlExecutor, candidateId: string): Promise<readonly ComparisonRow[]> {
  const { rows } = await tx.query(
    "select * from comparisons where candidate_id = $1 order by created_at desc, id desc",
    [candidateId],
  );
  return rows.map(parseComparison);
}
