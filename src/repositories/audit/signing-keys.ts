import { z } from "zod";
import type { PublicKey } from "../../domain/signing-key.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface SigningKey extends PublicKey {
  readonly createdAt: Date;
}

const signingKeySchema = z.object({ id: z.string(), public_key: z.string(), created_at: z.date() });

/** Whether the key was new. A key that signed once stays for good. */
export async function insertSigningKey(tx: SqlExecutor, key: PublicKey, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    "insert into signing_keys (id, public_key, created_at) values ($1, $2, $3) on conflict do nothing",
    [key.id, key.publicKey, at],
  );
  return rowCount > 0;
}

/** Whether the key is published. */
export async function hasSigningKey(tx: SqlExecutor, id: string): Promise<boolean> {
  const { rows } = await tx.query("select 1 from signing_keys where id = $1", [id]);
  return rows.length > 0;
}

/** Newest first. */
export async function listSigningKeys(tx: SqlExecutor): Promise<SigningKey[]> {
  const { rows } = await tx.query("select * from signing_keys order by created_at desc, id", []);
  return z
    .array(signingKeySchema)
    .parse(rows)
    .map((row) => ({ id: row.id, publicKey: row.public_key, createdAt: row.created_at }));
}
