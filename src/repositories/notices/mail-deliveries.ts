import { z } from "zod";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** Gives the account's notifications that no job carries to this one, for good: two jobs never carry one. */
export async function claimMail(tx: SqlExecutor, accountId: string, jobId: string): Promise<void> {
  await tx.query(
    `insert into notification_mails (notification_id, job_id)
     select n.id, $2 from notifications n where n.account_id = $1 and n.mail
       and not exists (select from notification_mails m where m.notification_id = n.id)
     on conflict do nothing`,
    [accountId, jobId],
  );
}

/** How many of what the job carries were not read in the program meanwhile. */
export async function countMail(tx: SqlExecutor, jobId: string): Promise<number> {
  const { rows } = await tx.query(
    `select count(*) as count from notification_mails m where m.job_id = $1
       and not exists (select from notification_reads r where r.notification_id = m.notification_id)`,
    [jobId],
  );
  return z.coerce.number().parse(rows[0]?.count);
}

/** True where a job that no worker has begun will carry the account's mail; it does not begin before this transaction ends. */
export async function holdPendingMail(tx: SqlExecutor, accountId: string): Promise<boolean> {
  const { rows } = await tx.query(
    `select 1 from jobs where name = 'deliver-mail' and state = 'pending' and attempt = 1 and key like $1 || '%'
     limit 1 for update skip locked`,
    [`deliver-mail/${accountId}/`],
  );
  return rows.length > 0;
}

export interface DeliveryAttempt {
  readonly id: string;
  readonly ownerState: StateCode;
  readonly jobId: string;
  readonly channel: "mail" | "webhook";
  readonly attempt: number;
  readonly delivered: boolean;
  readonly reason: string | null;
  readonly at: Date;
}

export async function insertAttempt(tx: SqlExecutor, row: DeliveryAttempt): Promise<void> {
  await tx.query(
    `insert into delivery_attempts (id, owner_state, job_id, channel, attempt, delivered, reason, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.ownerState, row.jobId, row.channel, row.attempt, row.delivered, row.reason, row.at],
  );
}

const attemptSchema = z.object({
  job_id: z.string(),
  attempt: z.number(),
  delivered: z.boolean(),
  reason: z.string().nullable(),
  at: z.date(),
});

/** Of these jobs, in the order in which they were made. */
export async function listAttempts(
  tx: SqlExecutor,
  jobIds: readonly string[],
): Promise<readonly Pick<DeliveryAttempt, "jobId" | "attempt" | "delivered" | "reason" | "at">[]> {
  const { rows } = await tx.query("select * from delivery_attempts where job_id = any ($1::uuid[]) order by at, id", [
    jobIds,
  ]);
  return rows.map((row) => {
    const { job_id, ...r } = attemptSchema.parse(row);
    return { ...r, jobId: job_id };
  });
}
