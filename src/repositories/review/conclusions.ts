import { z } from "zod";
import {
  CONCLUSION_PARTS,
  ELIMINATION_BASES,
  type EliminationBasis,
  type RecordedConclusion,
} from "../../domain/conclusions.ts";
import { conclusionSchema, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** What an examiner concluded at the comparison microscope. Conclusions are added, never changed. */
export interface ConclusionRow extends RecordedConclusion {
  readonly linkageId: string;
  readonly accountState: StateCode;
  /** Of an elimination; null otherwise, and for those of before it was asked. */
  readonly basis: EliminationBasis | null;
  readonly reasons: string;
  /** Why it was corrected; null where it corrects nothing. */
  readonly correctionReason: string | null;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  linkage_id: z.string(),
  account_id: z.string(),
  account_state: stateCodeSchema,
  part: z.enum(CONCLUSION_PARTS),
  conclusion: conclusionSchema,
  basis: z.enum(ELIMINATION_BASES).nullable(),
  reasons: z.string(),
  corrects: z.string().nullable(),
  correction_reason: z.string().nullable(),
  reopens: z.boolean(),
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
    basis: r.basis,
    reasons: r.reasons,
    corrects: r.corrects,
    correctionReason: r.correction_reason,
    reopens: r.reopens,
    createdAt: r.created_at,
  };
}

export async function insertConclusion(tx: SqlExecutor, row: ConclusionRow): Promise<void> {
  await tx.query(
    `insert into conclusions (id, linkage_id, account_id, account_state, part, conclusion, basis, reasons, corrects,
       correction_reason, reopens, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.id,
      row.linkageId,
      row.accountId,
      row.accountState,
      row.part,
      row.conclusion,
      row.basis,
      row.reasons,
      row.corrects,
      row.correctionReason,
      row.reopens,
      row.createdAt,
    ],
  );
}

/** Of one linkage, oldest first, corrected ones among them. Show them to nobody but through `hideUnverified` of domain/linkage.ts. */
export async function listConclusions(tx: SqlExecutor, linkageId: string): Promise<readonly ConclusionRow[]> {
  const { rows } = await tx.query("select * from conclusions where linkage_id = $1 order by created_at, id", [
    linkageId,
  ]);
  return rows.map(parseConclusion);
}

/** The state of who concluded first; null while nobody did. */
export async function findConcludingState(tx: SqlExecutor, linkageId: string): Promise<StateCode | null> {
  return (await listConclusions(tx, linkageId)).find((row) => row.part === "first")?.accountState ?? null;
}
