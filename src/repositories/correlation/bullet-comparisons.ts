/** Comparisons of whole bullets: one row a pair, method version and set of lands, never changed. */
import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

const landSchema = z.object({
  side: z.enum(["a", "b"]),
  /** 1..n around the bullet. */
  regionIndex: z.number(),
  acquisitionId: z.string(),
  key: z.string(),
  sha256: z.string().nullable(),
  preparation: z.string(),
  preparationVersion: z.string(),
  outlineVersion: z.number(),
});
/** A prepared land as the comparison used it. */
export type ComparedLand = z.infer<typeof landSchema>;

export interface BulletComparisonRow {
  readonly id: string;
  /** The smaller id. */
  readonly exhibitA: string;
  readonly exhibitB: string;
  readonly method: string;
  readonly methodVersion: string;
  readonly comparable: boolean;
  readonly reason: string | null;
  /** 0..1, for ordering only; null where not comparable. */
  readonly score: number | null;
  /** The whole outcome as the method gave it: a JSON document. */
  readonly outcome: unknown;
  /** Of both sides; an index that is not named was missing. */
  readonly lands: readonly ComparedLand[];
  /** Of the lands' keys and indexes: the same lands by the same method are compared once. */
  readonly landsSha256: string;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  exhibit_a: z.string(),
  exhibit_b: z.string(),
  state_a: stateCodeSchema,
  state_b: stateCodeSchema,
  method: z.string(),
  method_version: z.string(),
  comparable: z.boolean(),
  reason: z.string().nullable(),
  score: z.number().nullable(),
  outcome: z.unknown(),
  lands: z.array(landSchema),
  lands_sha256: z.string(),
  created_at: z.date(),
});

function parseBulletComparison(row: unknown): BulletComparisonRow {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    exhibitA: r.exhibit_a,
    exhibitB: r.exhibit_b,
    method: r.method,
    methodVersion: r.method_version,
    comparable: r.comparable,
    reason: r.reason,
    score: r.score,
    outcome: r.outcome,
    lands: r.lands,
    landsSha256: r.lands_sha256,
    createdAt: r.created_at,
  };
}

/** Keeps the first row where the same lands were compared by the same method before. */
export async function insertBulletComparison(
  tx: SqlExecutor,
  row: BulletComparisonRow & { readonly stateA: StateCode; readonly stateB: StateCode },
): Promise<void> {
  await tx.query(
    `insert into bullet_comparisons (id, exhibit_a, exhibit_b, state_a, state_b, method, method_version, comparable, reason,
       score, outcome, lands, lands_sha256, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (exhibit_a, exhibit_b, method, method_version, lands_sha256) do nothing`,
    [
      row.id,
      row.exhibitA,
      row.exhibitB,
      row.stateA,
      row.stateB,
      row.method,
      row.methodVersion,
      row.comparable,
      row.reason,
      row.score,
      JSON.stringify(row.outcome),
      JSON.stringify(row.lands),
      row.landsSha256,
      row.createdAt,
    ],
  );
}

/** What the same lands had given by this method version; null where they were not compared yet. */
export async function findBulletComparison(
  tx: SqlExecutor,
  row: Pick<BulletComparisonRow, "exhibitA" | "exhibitB" | "method" | "methodVersion" | "landsSha256">,
): Promise<BulletComparisonRow | null> {
  const { rows } = await tx.query(
    `select * from bullet_comparisons
     where exhibit_a = $1 and exhibit_b = $2 and method = $3 and method_version = $4 and lands_sha256 = $5`,
    [row.exhibitA, row.exhibitB, row.method, row.methodVersion, row.landsSha256],
  );
  return rows[0] === undefined ? null : parseBulletComparison(rows[0]);
}

/** What a report says of two whole bullets: the scores of the comparison that counts, without the marks. */
export interface BulletScores extends Pick<BulletComparisonRow, "method" | "methodVersion" | "score"> {
  readonly landPairs: number;
}

const scoresSchema = z.object({
  method: z.string(),
  method_version: z.string(),
  score: z.number().nullable(),
  land_pairs: z.number().nullable(),
});

/** Null where the two were not compared as whole bullets. */
export async function findStandingBulletScores(
  tx: SqlExecutor,
  pair: { readonly exhibitA: string; readonly exhibitB: string },
): Promise<BulletScores | null> {
  const { rows } = await tx.query("select * from standing_bullet_scores where exhibit_a = $1 and exhibit_b = $2", [
    pair.exhibitA,
    pair.exhibitB,
  ]);
  if (rows[0] === undefined) return null;
  const r = scoresSchema.parse(rows[0]);
  return { method: r.method, methodVersion: r.method_version, score: r.score, landPairs: r.land_pairs ?? 0 };
}

/** The one that counts for two exhibits first, then every other, newest first. */
export async function listBulletComparisons(
  tx: SqlExecutor,
  pair: { readonly exhibitA: string; readonly exhibitB: string },
): Promise<readonly (BulletComparisonRow & { readonly standing: boolean })[]> {
  const { rows } = await tx.query(
    `select k.*, k.id is not distinct from s.id as standing from bullet_comparisons k
       left join standing_bullet_comparisons s on s.exhibit_a = $1 and s.exhibit_b = $2
     where k.exhibit_a = $1 and k.exhibit_b = $2 order by standing desc, k.created_at desc, k.id desc`,
    [pair.exhibitA, pair.exhibitB],
  );
  return rows.map((row) => ({ ...parseBulletComparison(row), standing: z.boolean().parse(row.standing) }));
}
