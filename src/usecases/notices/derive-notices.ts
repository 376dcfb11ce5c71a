/**
 * Tells people of what the audit trail says happened. One pass reads the events behind the last one read, in the order of the chain, and
 * writes in ONE transaction: the notifications, the jobs that deliver them, and how far it read. A pass that is cut off anywhere wrote
 * nothing and is done again: nothing is lost and nothing told twice.
 */
import { v7 as uuidv7 } from "uuid";
import { MAILED_BY_DEFAULT } from "../../domain/notices/notice-kinds.ts";
import { type NoticeEvent, type NoticePlan, planNotice } from "../../domain/notices/plan-notice.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { holdPendingMail } from "../../repositories/notices/mail-deliveries.ts";
import { holdNoticeCursor, listNoticeEvents, moveNoticeCursor } from "../../repositories/notices/notice-events.ts";
import type { Recipient } from "../../repositories/notices/notice-recipients.ts";
import { insertNotification } from "../../repositories/notices/notifications.ts";
import { insertWebhookMessage } from "../../repositories/notices/webhook-messages.ts";
import { listToldWebhooks } from "../../repositories/notices/webhooks.ts";
import type { Deps } from "../deps.ts";
import { askForBackground } from "../jobs/ask-for-job.ts";
import { joinOpenRequests } from "../report-requests/join-open-requests.ts";
import { resolveAudiences } from "./resolve-audiences.ts";

const BATCH = 200;

export interface Derived {
  readonly read: number;
  readonly told: number;
}

/** Null where another process does it at this moment. A full batch means that there may be more. */
export async function deriveNotices(
  deps: Pick<Deps, "sql" | "clock" | "delivery">,
  batch: number = BATCH,
): Promise<Derived | null> {
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const position = await holdNoticeCursor(tx);
    if (position === null) return null;
    const events = await listNoticeEvents(tx, position, batch);
    const toMail = new Map<string, Recipient>();
    let told = 0;
    for (const event of events) {
      await joinOpenRequests(tx, event, now);
      const plan = planNotice(event);
      if (plan !== null) told += await tell(tx, deps, { event, plan, toMail, now });
    }
    for (const recipient of toMail.values()) await askForMail(tx, deps, recipient, events.at(-1)!.position, now);
    if (events.length > 0) await moveNoticeCursor(tx, events.at(-1)!.position);
    return { read: events.length, told };
  });
}

interface Telling {
  readonly event: NoticeEvent;
  readonly plan: NoticePlan;
  readonly toMail: Map<string, Recipient>;
  readonly now: Date;
}

async function tell(
  tx: SqlExecutor,
  deps: Pick<Deps, "delivery">,
  { event, plan, toMail, now }: Telling,
): Promise<number> {
  const recipients = await resolveAudiences(tx, plan.audiences, now);
  const states = new Set<StateCode>();
  let told = 0;
  for (const recipient of recipients) {
    // Nobody is told what they did themselves.
    if (recipient.accountId === event.actorId) continue;
    const wanted = (recipient.mail ?? MAILED_BY_DEFAULT).includes(plan.kind);
    const mail = deps.delivery.mailer !== null && plan.leaves && wanted;
    const row = { kind: plan.kind, subjectKind: plan.subjectKind, subjectId: plan.subjectId, groupKey: plan.groupKey };
    const { accountId, state: ownerState } = recipient;
    const fresh = { ...row, id: uuidv7(), accountId, ownerState, position: event.position, mail, createdAt: now };
    if (!(await insertNotification(tx, fresh))) continue;
    told += 1;
    states.add(recipient.state);
    if (mail) toMail.set(recipient.accountId, recipient);
  }
  if (plan.leaves && states.size > 0) await askForWebhooks(tx, event, plan, [...states], now);
  return told;
}

/** One mail for all that comes within a while: a job that was asked for and has not begun takes it along. */
async function askForMail(
  tx: SqlExecutor,
  deps: Pick<Deps, "delivery">,
  { accountId, state }: Recipient,
  position: string,
  now: Date,
): Promise<void> {
  if (await holdPendingMail(tx, accountId)) return;
  const runAfter = new Date(now.getTime() + deps.delivery.gatherSeconds * 1_000);
  const work = { payload: { accountId }, key: `${accountId}/${position}`, ownerState: state, runAfter };
  await askForBackground(tx, "deliver-mail", work, `notice-${position}`, now);
}

async function askForWebhooks(
  tx: SqlExecutor,
  event: NoticeEvent,
  plan: NoticePlan,
  states: readonly StateCode[],
  now: Date,
): Promise<void> {
  for (const webhook of await listToldWebhooks(tx, states, plan.kind)) {
    const id = uuidv7();
    const body = JSON.stringify({
      type: plan.kind,
      timestamp: event.at.toISOString(),
      data: { state: webhook.ownerState, subject: { kind: plan.subjectKind, id: plan.subjectId } },
    });
    const work = { payload: { messageId: id }, key: id, ownerState: webhook.ownerState };
    await askForBackground(tx, "deliver-webhook", work, `notice-${event.position}`, now);
    await insertWebhookMessage(tx, {
      id,
      webhookId: webhook.id,
      ownerState: webhook.ownerState,
      kind: plan.kind,
      position: event.position,
      body,
      jobKey: `deliver-webhook/${id}`,
      createdAt: now,
    });
  }
}
