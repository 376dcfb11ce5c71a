/** Geometric comparisons: one row a candidate, method version and pair of marks, never changed; with what it takes to draw it again. */
import { z } from "zod";
import type { SqlExecutor } from "../../ports/sql.ts";

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

const COLUMNS = {
  id: "uuid",
  candidate_id: "uuid",
  method: "text",
  method_version: "text",
  mark_key_a: "text",
  mark_key_b: "text",
  mark_sha256_a: "text",
  mark_sha256_b: "text",
  preparation_a: "text",
  preparation_b: "text",
  preparation_version_a: "text",
  preparation_version_b: "text",
  outline_a: "integer",
  outline_b: "integer",
  comparable: "boolean",
  reason: "text",
  score: "real",
  correlation: "real",
  cells_usable: "integer",
  cells_congruent: "integer",
  outcome: "jsonb",
  remarks: "jsonb",
  created_at: "timestamptz",
} as const;
const NAMES = Object.keys(COLUMNS).join(", ");
const TYPED = Object.entries(COLUMNS).map((column) => column.join(" "));

function toRecord(row: ComparisonRow): Readonly<Record<keyof typeof COLUMNS, unknown>> {
  const { a, b } = row.marks ?? { a: null, b: null };
  return {
    id: row.id,
    candidate_id: row.candidateId,
    method: row.method,
    method_version: row.methodVersion,
    mark_key_a: a?.key ?? null,
    mark_key_b: b?.key ?? null,
    mark_sha256_a: a?.sha256 ?? null,
    mark_sha256_b: b?.sha256 ?? null,
    preparation_a: a?.preparation ?? null,
    preparation_b: b?.preparation ?? null,
    preparation_version_a: a?.preparationVersion ?? null,
    preparation_version_b: b?.preparationVersion ?? null,
    outline_a: a?.outlineVersion ?? 0,
    outline_b: b?.outlineVersion ?? 0,
    comparable: row.comparable,
    reason: row.reason,
    score: row.score,
    correlation: row.correlation,
    cells_usable: row.cellsUsable,
    cells_congruent: row.cellsCongruent,
    outcome: row.outcome,
    remarks: row.remarks,
    created_at: row.createdAt,
  };
}

/**
 * One statement, however many. Keeps the first row where two workers compared the same marks by the same method at once; in one
 * order everywhere, so that workers with candidates in common never wait in a circle.
 */
export async function insertComparisons(tx: SqlExecutor, rows: readonly ComparisonRow[]): Promise<void> {
  await tx.query(
    `insert into comparisons (${NAMES}) select ${NAMES} from jsonb_to_recordset($1::jsonb) as r (${TYPED.join(", ")})
     order by candidate_id
     on conflict (candidate_id, method, method_version, mark_key_a, mark_key_b, outline_a, outline_b) do nothing`,
    [JSON.stringify(rows.map(toRecord))],
  );
}

/**
 * SQL of the comparison that counts for the candidate whose id is the expression `candidate`, to be joined laterally. The limit
 * keeps the view a query of its own, into which the candidate's id is handed; joined, it would be made of all candidates first.
 */
export const sqlStanding = (candidate: string) =>
  `(select * from standing_comparisons where candidate_id = ${candidate} limit 1)`;

/** The same for its scores alone, which are told where the images are not. */
export const sqlStandingScores = (candidate: string) =>
  `(select * from standing_scores where candidate_id = ${candidate} limit 1)`;

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
