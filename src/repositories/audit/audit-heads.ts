import { z } from "zod";
import type { SqlExecutor } from "../../ports/sql.ts";

export interface StoredHead {
  readonly number: number;
  readonly at: Date;
  readonly position: number;
  /** The bytes that were signed, as text. */
  readonly record: string;
  readonly hash: string;
  readonly keyId: string;
  /** base64url */
  readonly signature: string;
}

const headSchema = z.object({
  number: z.coerce.number().int(),
  at: z.date(),
  position: z.coerce.number().int(),
  record: z.string(),
  hash: z.string(),
  key_id: z.string(),
  signature: z.string(),
});

function toHead(row: unknown): StoredHead {
  const r = headSchema.parse(row);
  const signature = Buffer.from(r.signature, "hex").toString("base64url");
  return {
    number: r.number,
    at: r.at,
    position: r.position,
    record: r.record,
    hash: r.hash,
    keyId: r.key_id,
    signature,
  };
}

const COLUMNS =
  "number, at, position, record, encode(hash, 'hex') as hash, key_id, encode(signature, 'hex') as signature";

export async function findLastHead(tx: SqlExecutor): Promise<StoredHead | null> {
  const { rows } = await tx.query(`select ${COLUMNS} from audit_heads order by number desc limit 1`, []);
  return rows[0] === undefined ? null : toHead(rows[0]);
}

/** In their order, from after `number`. */
export async function listHeads(tx: SqlExecutor, number: number, limit: number): Promise<StoredHead[]> {
  const { rows } = await tx.query(`select ${COLUMNS} from audit_heads where number > $1 order by number limit $2`, [
    number,
    limit,
  ]);
  return rows.map(toHead);
}

export async function insertHead(tx: SqlExecutor, head: StoredHead): Promise<void> {
  await tx.query(
    `insert into audit_heads (number, at, position, record, hash, key_id, signature)
     values ($1, $2, $3, $4, decode($5, 'hex'), $6, decode($7, 'hex'))`,
    [
      head.number,
      head.at,
      head.position,
      head.record,
      head.hash,
      head.keyId,
      Buffer.from(head.signature, "base64url").toString("hex"),
    ],
  );
}
