import type { SqlExecutor } from "../../ports/sql.ts";

/** Whether anybody has an account, disabled or not. */
export async function hasAccounts(tx: SqlExecutor): Promise<boolean> {
  const { rows } = await tx.query("select exists (select from accounts) as found", []);
  return rows[0]?.found === true;
}

/** Until the transaction ends: of two who set up at once the second finds the first's account. */
export async function holdSetUp(tx: SqlExecutor): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('set-up', 0))", []);
}

export async function insertSetUpCode(
  tx: SqlExecutor,
  code: { readonly id: string; readonly codeHash: string; readonly createdAt: Date },
): Promise<void> {
  await tx.query("insert into set_up_codes (id, code_hash, created_at) values ($1, $2, $3)", [
    code.id,
    code.codeHash,
    code.createdAt,
  ]);
}

/** Whether the service made that code and nobody used it. */
export async function isOpenSetUpCode(tx: SqlExecutor, codeHash: string): Promise<boolean> {
  const { rows } = await tx.query(
    "select exists (select from set_up_codes where code_hash = $1 and used_at is null) as found",
    [codeHash],
  );
  return rows[0]?.found === true;
}

/** Uses the code up; false where it is not open any more. */
export async function useSetUpCode(tx: SqlExecutor, codeHash: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query("update set_up_codes set used_at = $2 where code_hash = $1 and used_at is null", [
    codeHash,
    at,
  ]);
  return rowCount > 0;
}
