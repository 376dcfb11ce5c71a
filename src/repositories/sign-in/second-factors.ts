import { z } from "zod";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface SecondFactor {
  readonly sealedSecret: string;
  readonly createdAt: Date;
  /** Null: begun, and guards nothing yet. */
  readonly confirmedAt: Date | null;
}

const rowSchema = z.object({ sealed_secret: z.string(), created_at: z.date(), confirmed_at: z.date().nullable() });

export async function findSecondFactor(tx: SqlExecutor, accountId: string): Promise<SecondFactor | null> {
  const { rows } = await tx.query(
    "select sealed_secret, created_at, confirmed_at from second_factors where account_id = $1",
    [accountId],
  );
  if (rows[0] === undefined) return null;
  const r = rowSchema.parse(rows[0]);
  return { sealedSecret: r.sealed_secret, createdAt: r.created_at, confirmedAt: r.confirmed_at };
}

/** Begins an enrolment, in place of one that was never confirmed; false where a confirmed factor is there. */
export async function beginSecondFactor(
  tx: SqlExecutor,
  accountId: string,
  sealedSecret: string,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into second_factors (account_id, sealed_secret, created_at) values ($1, $2, $3)
     on conflict (account_id) do update set sealed_secret = $2, created_at = $3, last_step = null
       where second_factors.confirmed_at is null`,
    [accountId, sealedSecret, at],
  );
  return rowCount > 0;
}

/** Uses up a time step; false where this or a later one was used: no code counts twice, whichever process sees it. */
export async function useStep(
  tx: SqlExecutor,
  accountId: string,
  sealedSecret: string,
  step: number,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update second_factors set last_step = $3
     where account_id = $1 and sealed_secret = $2 and (last_step is null or last_step < $3)`,
    [accountId, sealedSecret, step],
  );
  return rowCount > 0;
}

/** False where it is confirmed already, or where another one was begun in place of the one whose code was shown. */
export async function confirmSecondFactor(
  tx: SqlExecutor,
  accountId: string,
  sealedSecret: string,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update second_factors set confirmed_at = $3
     where account_id = $1 and sealed_secret = $2 and confirmed_at is null`,
    [accountId, sealedSecret, at],
  );
  return rowCount > 0;
}

/** With its recovery codes; false where there was none. */
export async function removeSecondFactor(tx: SqlExecutor, accountId: string): Promise<boolean> {
  await tx.query("delete from recovery_codes where account_id = $1", [accountId]);
  return (await tx.query("delete from second_factors where account_id = $1", [accountId])).rowCount > 0;
}

/** In place of all earlier ones. */
export async function replaceRecoveryCodes(
  tx: SqlExecutor,
  accountId: string,
  hashes: readonly string[],
  at: Date,
): Promise<void> {
  await tx.query("delete from recovery_codes where account_id = $1", [accountId]);
  await tx.query("insert into recovery_codes (account_id, code_hash, created_at) select $1, unnest($2::text[]), $3", [
    accountId,
    hashes,
    at,
  ]);
}

/** False where it is not one of the account's, or was used. */
export async function useRecoveryCode(tx: SqlExecutor, accountId: string, hash: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    "update recovery_codes set used_at = $3 where account_id = $1 and code_hash = $2 and used_at is null",
    [accountId, hash, at],
  );
  return rowCount > 0;
}

export async function countRecoveryCodes(tx: SqlExecutor, accountId: string): Promise<number> {
  const { rows } = await tx.query(
    "select count(*) as n from recovery_codes where account_id = $1 and used_at is null",
    [accountId],
  );
  return z.object({ n: z.coerce.number() }).parse(rows[0]).n;
}
