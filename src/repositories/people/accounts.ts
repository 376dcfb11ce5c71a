import { z } from "zod";
import { type Role, roleSchema, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface Account {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly labId: string | null;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly disabledAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  owner_state: stateCodeSchema,
  lab_id: z.string().nullable(),
  email: z.string(),
  name: z.string(),
  roles: z.array(roleSchema),
  disabled_at: z.date().nullable(),
  version: z.number(),
  created_at: z.date(),
});

function parseAccount(row: unknown): Account {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    ownerState: r.owner_state,
    labId: r.lab_id,
    email: r.email,
    name: r.name,
    roles: r.roles,
    disabledAt: r.disabled_at,
    version: r.version,
    createdAt: r.created_at,
  };
}

const COLUMNS = "id, owner_state, lab_id, email, name, roles, disabled_at, version, created_at";

export interface NewAccount {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly labId: string | null;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** null: the person sets a password by an invitation. */
  readonly passwordHash: string | null;
  readonly createdAt: Date;
}

/** Null where the e-mail address is taken (its case does not count). */
export async function insertAccount(tx: SqlExecutor, account: NewAccount): Promise<Account | null> {
  const { rows } = await tx.query(
    `insert into accounts (id, owner_state, lab_id, email, name, roles, password_hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (lower(email)) do nothing returning ${COLUMNS}`,
    [
      account.id,
      account.ownerState,
      account.labId,
      account.email,
      account.name,
      account.roles,
      account.passwordHash,
      account.createdAt,
    ],
  );
  return rows[0] === undefined ? null : parseAccount(rows[0]);
}

export async function findAccount(tx: SqlExecutor, id: string): Promise<Account | null> {
  const { rows } = await tx.query(`select ${COLUMNS} from accounts where id = $1`, [id]);
  return rows[0] === undefined ? null : parseAccount(rows[0]);
}

export async function findAccountForSignIn(
  tx: SqlExecutor,
  email: string,
): Promise<{ account: Account; passwordHash: string | null } | null> {
  const { rows } = await tx.query(`select ${COLUMNS}, password_hash from accounts where lower(email) = lower($1)`, [
    email,
  ]);
  if (rows[0] === undefined) return null;
  return { account: parseAccount(rows[0]), passwordHash: z.string().nullable().parse(rows[0].password_hash) };
}

/** Null where the account has no password. */
export async function findPasswordHash(tx: SqlExecutor, id: string): Promise<string | null> {
  const { rows } = await tx.query("select password_hash from accounts where id = $1", [id]);
  return z
    .string()
    .nullable()
    .parse(rows[0]?.password_hash ?? null);
}

export async function setPasswordHash(tx: SqlExecutor, id: string, hash: string): Promise<void> {
  await tx.query("update accounts set password_hash = $2 where id = $1", [id, hash]);
}

/**
 * Whether the account may sign in, and its password is still this one (null: none was shown). Until the transaction ends nobody
 * resets or disables it: who does so next finds the session that this transaction opens, and ends it.
 */
export async function holdSignIn(tx: SqlExecutor, id: string, passwordHash: string | null): Promise<boolean> {
  const { rows } = await tx.query(
    `select 1 from accounts where id = $1 and disabled_at is null and ($2::text is null or password_hash = $2) for share`,
    [id, passwordHash],
  );
  return rows.length > 0;
}

/** Until the transaction ends nobody else changes by what the account signs in, and no session of it is opened. */
export async function holdCredentials(tx: SqlExecutor, id: string): Promise<void> {
  await tx.query("select 1 from accounts where id = $1 for no key update", [id]);
}

/** Null when the row is no longer of `version`. */
export async function updateAccount(
  tx: SqlExecutor,
  id: string,
  version: number,
  values: Pick<Account, "name" | "roles" | "disabledAt">,
): Promise<Account | null> {
  const { rows } = await tx.query(
    `update accounts set name = $3, roles = $4, disabled_at = $5, version = version + 1
     where id = $1 and version = $2 returning ${COLUMNS}`,
    [id, version, values.name, values.roles, values.disabledAt],
  );
  return rows[0] === undefined ? null : parseAccount(rows[0]);
}

export async function listAccounts(
  tx: SqlExecutor,
  filter: { ownerState: StateCode | null },
  page: PageRequest,
): Promise<Page<Account>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select ${COLUMNS} from accounts
     where ($1::text is null or owner_state = $1)
       and ($2::timestamptz is null or (created_at, id) > ($2, $3::uuid))
     order by created_at, id limit $4`,
    [filter.ownerState, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseAccount), page, (account) => [account.createdAt.toISOString(), account.id]);
}
