import { z } from "zod";
import type { RecordedConclusion } from "../../domain/linkage.ts";
import { conclusionSchema, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** What an examiner concluded at the comparison microscope. Conclusions are added, never changed. */
export interface ConclusionRow extends RecordedConclusion {
  readonly id: string;
  readonly linkageId: string;
  readonly accountState: StateCode;
  readonly reasons: string;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  linkage_id: z.string(),
  account_id: z.string(),
  account_state: stateCodeSchema,
  part: z.enum(["first", "verification", "consultation"]),
  conclusion: conclusionSchema,
  reasons: z.string(),
  created_at: z.date(),
});

function parseConclusion(row: unknown): ConclusionRow {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    linkageId: r.linkage_id,
    accountId: r.account_id,
    accountState: r.account_state,
    part: r.part,
    conclusion: r.conclusion,
    reasons: r.reasons,
    createdAt: r.created_at,
  };
}

export async function insertConclusion(tx: SqlExecutor, row: ConclusionRow): Promise<void> {
  await tx.query(
    `insert into conclusions (id, linkage_id, account_id, account_state, part, conclusion, reasons, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.linkageId, row.accountId, row.accountState, row.part, row.conclusion, row.reasons, row.createdAt],
  );
}

/** Of one linkage, oldest first. Show them to nobody but through `hideUnverified` of domain/linkage.ts. */
export async function listConclusions(tx: SqlExecutor, linkageId: string): Promise<readonly ConclusionRow[]> {
  const { rows } = await tx.query("select * from conclusions where linkage_id = $1 order by created_at, id", [
    linkageId,
  ]);
  return rows.map(parseConclusion);
}
