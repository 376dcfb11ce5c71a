import { z } from "zod";
import { NOTICE_KINDS, type NoticeKind, noticeKindSchema } from "../../domain/notices/notice-kinds.ts";
import { type Role, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { sqlMayBeNamed } from "../evidence/exhibit-sides.ts";

export interface Recipient {
  readonly accountId: string;
  readonly state: StateCode;
  /** What the person wants mail of; null: never chose. */
  readonly mail: readonly NoticeKind[] | null;
}

const rowSchema = z.object({ id: z.string(), owner_state: stateCodeSchema, mail: z.array(z.string()).nullable() });

const SELECT = `select a.id, a.owner_state, p.mail from accounts a
  left join lateral (select mail from notification_preferences n where n.account_id = a.id
    order by n.created_at desc, n.id desc limit 1) p on true
  where a.disabled_at is null`;

function parseRecipient(row: unknown): Recipient {
  const r = rowSchema.parse(row);
  const known = r.mail?.filter((kind): kind is NoticeKind => NOTICE_KINDS.includes(kind as NoticeKind)) ?? null;
  return { accountId: r.id, state: r.owner_state, mail: known };
}

export async function findRecipient(tx: SqlExecutor, accountId: string): Promise<readonly Recipient[]> {
  const { rows } = await tx.query(`${SELECT} and a.id = $1`, [accountId]);
  return rows.map(parseRecipient);
}

/** People who have one of the roles, of a state (null: of every state) and, where a lab is named, of that lab or of none. */
export async function listRecipients(
  tx: SqlExecutor,
  filter: { readonly state: StateCode | null; readonly labId: string | null; readonly roles: readonly Role[] },
): Promise<readonly Recipient[]> {
  const { rows } = await tx.query(
    `${SELECT} and ($1::text is null or a.owner_state = $1) and ($2::uuid is null or a.lab_id = $2 or a.lab_id is null)
       and a.roles && $3::text[] order by a.id`,
    [filter.state, filter.labId, filter.roles],
  );
  return rows.map(parseRecipient);
}

const sideSchema = z.object({ state: stateCodeSchema, lab_id: z.string() });

/** The labs of a linkage's exhibits whose states may know of the whole linkage at this moment. */
export async function listLinkageLabs(
  tx: SqlExecutor,
  linkageId: string,
  now: Date,
): Promise<readonly { readonly state: StateCode; readonly labId: string }[]> {
  const { rows } = await tx.query(
    `select distinct c.owner_state as state, c.lab_id from linkages l
       join exhibits e on e.id in (l.exhibit_a, l.exhibit_b) join cases c on c.id = e.case_id
     where l.id = $1 and ${sqlMayBeNamed("l.exhibit_a", "e.owner_state", "$2::timestamptz")}
       and ${sqlMayBeNamed("l.exhibit_b", "e.owner_state", "$2::timestamptz")} order by state, lab_id`,
    [linkageId, now],
  );
  return rows.map((row) => sideSchema.parse(row)).map(({ state, lab_id }) => ({ state, labId: lab_id }));
}

const preferenceSchema = z.object({ mail: z.array(z.string()), created_at: z.date() });

/** What an account chose last; null: never. */
export async function findMailPreference(
  tx: SqlExecutor,
  accountId: string,
): Promise<{ readonly mail: readonly NoticeKind[]; readonly createdAt: Date } | null> {
  const { rows } = await tx.query(
    "select mail, created_at from notification_preferences where account_id = $1 order by created_at desc, id desc limit 1",
    [accountId],
  );
  if (rows[0] === undefined) return null;
  const r = preferenceSchema.parse(rows[0]);
  return { mail: r.mail.flatMap((kind) => noticeKindSchema.safeParse(kind).data ?? []), createdAt: r.created_at };
}

export async function insertMailPreference(
  tx: SqlExecutor,
  row: {
    readonly id: string;
    readonly accountId: string;
    readonly mail: readonly NoticeKind[];
    readonly createdAt: Date;
  },
): Promise<void> {
  await tx.query("insert into notification_preferences (id, account_id, mail, created_at) values ($1, $2, $3, $4)", [
    row.id,
    row.accountId,
    row.mail,
    row.createdAt,
  ]);
}
