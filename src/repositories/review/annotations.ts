/** What examiners drew on the marks of comparisons. Records are added, never changed. */
import { z } from "zod";
import {
  ANNOTATION_ACTS,
  ANNOTATION_UNITS,
  type AnnotationAct,
  type AnnotationShape,
  type AnnotationSide,
  type AnnotationUnit,
  shapeSchema,
} from "../../domain/annotation.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface Annotation {
  readonly id: string;
  readonly linkageId: string;
  readonly stateA: StateCode;
  readonly stateB: StateCode;
  readonly candidateId: string;
  readonly comparisonId: string;
  readonly side: AnnotationSide;
  readonly acquisitionId: string;
  readonly act: AnnotationAct;
  /** The record that this one corrects or withdraws. */
  readonly replaces: string | null;
  readonly accountId: string;
  readonly accountState: StateCode;
  /** Null: withdrawn, or purged. */
  readonly shape: AnnotationShape | null;
  readonly unit: AnnotationUnit;
  readonly text: string | null;
  readonly reason: string | null;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  linkage_id: z.string(),
  state_a: stateCodeSchema,
  state_b: stateCodeSchema,
  candidate_id: z.string(),
  comparison_id: z.string(),
  side: z.enum(["a", "b"]),
  acquisition_id: z.string(),
  act: z.enum(ANNOTATION_ACTS),
  replaces: z.string().nullable(),
  account_id: z.string(),
  account_state: stateCodeSchema,
  // Of what was purged only braces are left.
  shape: shapeSchema.nullable().catch(null),
  unit: z.enum(ANNOTATION_UNITS),
  words: z.string().nullable(),
  reason: z.string().nullable(),
  created_at: z.date(),
});

function parseAnnotation(row: unknown): Annotation {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    linkageId: r.linkage_id,
    stateA: r.state_a,
    stateB: r.state_b,
    candidateId: r.candidate_id,
    comparisonId: r.comparison_id,
    side: r.side,
    acquisitionId: r.acquisition_id,
    act: r.act,
    replaces: r.replaces,
    accountId: r.account_id,
    accountState: r.account_state,
    shape: r.shape,
    unit: r.unit,
    text: r.words,
    reason: r.reason,
    createdAt: r.created_at,
  };
}

export async function insertAnnotation(tx: SqlExecutor, row: Annotation): Promise<void> {
  await tx.query(
    `insert into annotations (id, linkage_id, state_a, state_b, candidate_id, comparison_id, side, acquisition_id, act, replaces,
       account_id, account_state, shape, unit, words, reason, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14, $15, $16, $17)`,
    [
      row.id,
      row.linkageId,
      row.stateA,
      row.stateB,
      row.candidateId,
      row.comparisonId,
      row.side,
      row.acquisitionId,
      row.act,
      row.replaces,
      row.accountId,
      row.accountState,
      row.shape === null ? null : JSON.stringify(row.shape),
      row.unit,
      row.text,
      row.reason,
      row.createdAt,
    ],
  );
}

/** Of one linkage, oldest first; `accountId`: that account's only, null for everybody's. */
export async function listAnnotations(
  tx: SqlExecutor,
  linkageId: string,
  accountId: string | null,
): Promise<readonly Annotation[]> {
  const { rows } = await tx.query(
    `select * from annotations where linkage_id = $1 and ($2::uuid is null or account_id = $2) order by created_at, id`,
    [linkageId, accountId],
  );
  return rows.map(parseAnnotation);
}

/** The same as an auditor is told of them: not where, nor in what words. */
export async function listAnnotationHeads(tx: SqlExecutor, linkageId: string): Promise<readonly Annotation[]> {
  const { rows } = await tx.query("select * from annotation_heads($1)", [linkageId]);
  return rows.map((row) => parseAnnotation({ ...row, shape: null, words: null, reason: null }));
}
