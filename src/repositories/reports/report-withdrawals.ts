import { z } from "zod";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface ReportWithdrawal {
  readonly id: string;
  readonly reportId: string;
  readonly ownerState: StateCode;
  readonly reason: string;
  readonly withdrawnBy: string;
  readonly withdrawnAt: Date;
}

const rowSchema = z.object({ reason: z.string(), withdrawn_at: z.date() });

/** False where the report was withdrawn before. */
export async function insertReportWithdrawal(tx: SqlExecutor, row: ReportWithdrawal): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into report_withdrawals (id, report_id, owner_state, reason, withdrawn_by, withdrawn_at)
     values ($1, $2, $3, $4, $5, $6) on conflict (report_id) do nothing`,
    [row.id, row.reportId, row.ownerState, row.reason, row.withdrawnBy, row.withdrawnAt],
  );
  return rowCount > 0;
}

/** Null while the report stands. */
export async function findReportWithdrawal(
  tx: SqlExecutor,
  reportId: string,
): Promise<Pick<ReportWithdrawal, "reason" | "withdrawnAt"> | null> {
  const { rows } = await tx.query("select reason, withdrawn_at from report_withdrawals where report_id = $1", [
    reportId,
  ]);
  if (rows[0] === undefined) return null;
  const row = rowSchema.parse(rows[0]);
  return { reason: row.reason, withdrawnAt: row.withdrawn_at };
}
