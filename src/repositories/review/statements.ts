/** What the examiners of a consultation said. Statements are added, never changed. */
import { z } from "zod";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface Statement {
  readonly id: string;
  readonly linkageId: string;
  readonly stateA: StateCode;
  readonly stateB: StateCode;
  readonly accountId: string;
  readonly accountState: StateCode;
  readonly statement: string;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  linkage_id: z.string(),
  state_a: stateCodeSchema,
  state_b: stateCodeSchema,
  account_id: z.string(),
  account_state: stateCodeSchema,
  statement: z.string(),
  created_at: z.date(),
});

export async function insertStatement(tx: SqlExecutor, row: Statement): Promise<void> {
  await tx.query(
    `insert into consultation_statements (id, linkage_id, state_a, state_b, account_id, account_state, statement, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.linkageId, row.stateA, row.stateB, row.accountId, row.accountState, row.statement, row.createdAt],
  );
}

/** Of one linkage, oldest first. */
export async function listStatements(tx: SqlExecutor, linkageId: string): Promise<readonly Statement[]> {
  const { rows } = await tx.query(
    "select * from consultation_statements where linkage_id = $1 order by created_at, id",
    [linkageId],
  );
  return rows.map((row) => {
    const r = rowSchema.parse(row);
    return {
      id: r.id,
      linkageId: r.linkage_id,
      stateA: r.state_a,
      stateB: r.state_b,
      accountId: r.account_id,
      accountState: r.account_state,
      statement: r.statement,
      createdAt: r.created_at,
    };
  });
}
