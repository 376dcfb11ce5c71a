import { z } from "zod";
import { type NoticeKind, noticeKindSchema } from "../../domain/notices/notice-kinds.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface Notification {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

export interface NewNotification extends Omit<Notification, "readAt"> {
  readonly accountId: string;
  readonly ownerState: StateCode;
  readonly groupKey: string;
  /** Of the event in the region's chain. */
  readonly position: string;
  readonly mail: boolean;
}

/** False where the account was told of it, or of what it belongs to, before. */
export async function insertNotification(tx: SqlExecutor, row: NewNotification): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into notifications (id, account_id, owner_state, kind, subject_kind, subject_id, group_key, position, mail, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::bigint, $9, $10) on conflict (account_id, kind, group_key) do nothing`,
    [
      row.id,
      row.accountId,
      row.ownerState,
      row.kind,
      row.subjectKind,
      row.subjectId,
      row.groupKey,
      row.position,
      row.mail,
      row.createdAt,
    ],
  );
  return rowCount === 1;
}

const rowSchema = z.object({
  id: z.string(),
  kind: noticeKindSchema,
  subject_kind: z.string(),
  subject_id: z.string(),
  created_at: z.date(),
  read_at: z.date().nullable(),
});

function parseNotification(row: unknown): Notification {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    kind: r.kind,
    subjectKind: r.subject_kind,
    subjectId: r.subject_id,
    createdAt: r.created_at,
    readAt: r.read_at,
  };
}

/** Of one account, newest first. */
export async function listNotifications(
  tx: SqlExecutor,
  filter: { readonly accountId: string; readonly unread: boolean },
  page: PageRequest,
): Promise<Page<Notification>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select n.*, r.read_at from notifications n left join notification_reads r on r.notification_id = n.id
     where n.account_id = $1 and (not $2 or r.read_at is null) and ($3::timestamptz is null or (n.created_at, n.id) < ($3, $4::uuid))
     order by n.created_at desc, n.id desc limit $5`,
    [filter.accountId, filter.unread, time, id, page.limit + 1],
  );
  return readPage(rows.map(parseNotification), page, (row) => [row.createdAt.toISOString(), row.id]);
}

/** Marks those of the account as read and says how many were not. */
export async function insertReads(
  tx: SqlExecutor,
  accountId: string,
  ids: readonly string[],
  at: Date,
): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into notification_reads (notification_id, account_id, read_at)
     select n.id, n.account_id, $3::timestamptz from notifications n where n.account_id = $1 and n.id = any ($2::uuid[])
     on conflict do nothing`,
    [accountId, ids, at],
  );
  return rowCount;
}

export async function countUnread(tx: SqlExecutor, accountId: string): Promise<number> {
  const { rows } = await tx.query(
    `select count(*) as count from notifications n where n.account_id = $1
       and not exists (select from notification_reads r where r.notification_id = n.id)`,
    [accountId],
  );
  return z.coerce.number().parse(rows[0]?.count);
}
