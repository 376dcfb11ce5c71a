import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface EvidenceView {
  readonly linkageId: string;
  readonly candidateId: string;
  readonly accountId: string;
  readonly accountState: StateCode;
  readonly viewedAt: Date;
}

/** False where this person had opened evidence of the linkage before. */
export async function insertEvidenceView(tx: SqlExecutor, view: EvidenceView): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into evidence_views (linkage_id, account_id, account_state, candidate_id, viewed_at)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [view.linkageId, view.accountId, view.accountState, view.candidateId, view.viewedAt],
  );
  return rowCount === 1;
}
