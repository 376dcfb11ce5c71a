/** People and webhooks of two states, and events of which each is to be told exactly these. */
import { randomUUID } from "node:crypto";
import type { Sql } from "../../src/ports/sql.ts";
import { insertAuditEvent } from "../../src/repositories/audit/audit-events.ts";
import { insertWebhook } from "../../src/repositories/notices/webhooks.ts";
import { openWorld, SYSTEM, type World } from "./decision-world.ts";

export interface NoticeWorld {
  readonly world: World;
  /** Who is told of each event. */
  readonly people: readonly string[];
  /** Writes `count` events that are told; gives how many there are by now. */
  happen(count: number): Promise<number>;
  /** Everything that was told so far, by whom and what is told, and how far the trail was read. */
  readTold(): Promise<Told>;
  /** What `readTold` gives when each event was told once. */
  expected(): Promise<Told>;
}

export interface Told {
  readonly position: number;
  /** Of each account, the events it was told of; that a delivery to nobody failed is told too, and left out. */
  readonly notices: Readonly<Record<string, readonly string[]>>;
  /** Of each webhook. */
  readonly messages: Readonly<Record<string, readonly string[]>>;
  /** Jobs that deliver messages. */
  readonly deliveries: number;
}

export async function openNoticeWorld(sql: Sql): Promise<NoticeWorld> {
  const world = await openWorld(sql);
  const hired = [
    await world.hire("JM", "national_coordinator"),
    await world.hire("JM", "firearms_examiner"),
    await world.hire("TT", "national_coordinator"),
  ];
  // Of no part in it.
  await world.hire("BB", "national_coordinator");
  const people = hired.map(({ actor }) => actor.id).sort();
  const webhooks: string[] = [];
  for (const ownerState of ["JM", "TT"] as const) {
    const row = { id: randomUUID(), ownerState, kinds: ["release_created"] as const, createdAt: world.clock.now() };
    // Nothing listens: what is asked of delivering it is told, not that it comes.
    await insertWebhook(sql, { ...row, url: "https://127.0.0.1:9/", createdBy: String(people[0]) });
    webhooks.push(row.id);
  }
  const subjects: string[] = [];

  async function happen(count: number): Promise<number> {
    for (let n = 0; n < count; n++) {
      const targetId = randomUUID();
      subjects.push(targetId);
      await insertAuditEvent(sql, SYSTEM, {
        at: world.clock.now(),
        action: "release.created",
        targetKind: "release",
        targetId,
        ownerStates: ["TT"],
        detail: { toState: "JM" },
      });
    }
    return subjects.length;
  }

  async function group(known: readonly string[], text: string): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = Object.fromEntries(known.map((id) => [id, []]));
    for (const row of (await sql.query(text)).rows) {
      const whose = String(row.whose);
      found[whose] = [...(found[whose] ?? []), String(row.subject)];
    }
    return found;
  }
  const readTold = async () => ({
    position: Number((await sql.query("select position from notice_cursor")).rows[0]?.position),
    notices: await group(
      people,
      "select account_id as whose, subject_id as subject from notifications where kind = 'release_created' order by position",
    ),
    messages: await group(
      webhooks,
      "select webhook_id as whose, body::jsonb #>> '{data,subject,id}' as subject from webhook_messages order by position",
    ),
    deliveries: (await sql.query("select 1 from jobs where name = 'deliver-webhook'")).rows.length,
  });
  const expected = async () => {
    const all = (whose: readonly string[]) => Object.fromEntries(whose.map((id) => [id, [...subjects]]));
    const { rows } = await sql.query("select coalesce(max(position), 0) as last from audit_chain");
    const deliveries = webhooks.length * subjects.length;
    return { position: Number(rows[0]?.last), notices: all(people), messages: all(webhooks), deliveries };
  };
  return { world, people, happen, readTold, expected };
}
