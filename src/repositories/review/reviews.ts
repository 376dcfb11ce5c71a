import { z } from "zod";
import { type ReviewDecision, reviewDecisionSchema, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** What an examiner said from the images. Reviews are added, never changed. */
export interface Review {
  readonly id: string;
  readonly linkageId: string;
  readonly accountId: string;
  readonly accountState: StateCode;
  readonly decision: ReviewDecision;
  readonly reasons: string;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  linkage_id: z.string(),
  account_id: z.string(),
  account_state: stateCodeSchema,
  decision: reviewDecisionSchema,
  reasons: z.string(),
  created_at: z.date(),
});

function parseReview(row: unknown): Review {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    linkageId: r.linkage_id,
    accountId: r.account_id,
    accountState: r.account_state,
    decision: r.decision,
    reasons: r.reasons,
    createdAt: r.created_at,
  };
}

export async function insertReview(tx: SqlExecutor, row: Review): Promise<void> {
  await tx.query(
    `insert into reviews (id, linkage_id, account_id, account_state, decision, reasons, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.linkageId, row.accountId, row.accountState, row.decision, row.reasons, row.createdAt],
  );
}

/** Of one linkage, oldest first. */
export async function listReviews(tx: SqlExecutor, linkageId: string): Promise<readonly Review[]> {
  const { rows } = await tx.query("select * from reviews where linkage_id = $1 order by created_at, id", [linkageId]);
  return rows.map(parseReview);
}
