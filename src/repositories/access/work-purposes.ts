import { z } from "zod";
import type { StateCode } from "../../domain/vocabulary.ts";
import { noCaseReasonSchema, type StatedPurpose, workPurposeSchema } from "../../domain/work-purpose.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface WorkPurpose extends StatedPurpose {
  readonly ownerState: StateCode;
  readonly accountId: string;
  readonly sessionId: string;
  /** In the person's own words. */
  readonly statement: string;
  readonly statedAt: Date;
}

const statedSchema = z.object({
  id: z.string(),
  purpose: workPurposeSchema,
  caseNumber: z.string().nullable(),
  noCaseReason: noCaseReasonSchema.nullable(),
});

/** SQL: the purpose that counts in the session whose id is the expression `session`, as one JSON value; null where none was stated. */
export const sqlStatedPurpose = (session: string) => `(select jsonb_build_object('id', w.id, 'purpose', w.purpose,
    'caseNumber', w.case_number, 'noCaseReason', w.no_case_reason)
  from work_purposes w where w.session_id = ${session} order by w.stated_at desc, w.id desc limit 1)`;
export const statedPurposeSchema: z.ZodType<StatedPurpose> = statedSchema;

/** A change of purpose is a new row; the newest of a session counts. */
export async function insertWorkPurpose(tx: SqlExecutor, row: WorkPurpose): Promise<void> {
  await tx.query(
    `insert into work_purposes (id, owner_state, account_id, session_id, purpose, statement, case_number, no_case_reason, stated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.ownerState,
      row.accountId,
      row.sessionId,
      row.purpose,
      row.statement,
      row.caseNumber,
      row.noCaseReason,
      row.statedAt,
    ],
  );
}

const rowSchema = z.object({ statement: z.string(), stated_at: z.date() });

/** What the person said and when, of a purpose that travels with the actor. */
export async function findStatement(
  tx: SqlExecutor,
  id: string,
): Promise<Pick<WorkPurpose, "statement" | "statedAt"> | null> {
  const { rows } = await tx.query("select statement, stated_at from work_purposes where id = $1", [id]);
  if (rows[0] === undefined) return null;
  const r = rowSchema.parse(rows[0]);
  return { statement: r.statement, statedAt: r.stated_at };
}
