/** The audit trail as notifications are derived from it: in the order of its chain, from where it was left. */
import { z } from "zod";
import type { NoticeEvent } from "../../domain/notices/plan-notice.ts";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";

/** How far the trail was read, held until the transaction ends; null where another process holds it. */
export async function holdNoticeCursor(tx: SqlExecutor): Promise<string | null> {
  const { rows } = await tx.query("select position::text as position from notice_cursor for update skip locked", []);
  return rows[0] === undefined ? null : z.string().parse(rows[0].position);
}

export async function moveNoticeCursor(tx: SqlExecutor, position: string): Promise<void> {
  await tx.query("update notice_cursor set position = $1::bigint", [position]);
}

const rowSchema = z.object({
  position: z.string(),
  at: z.date(),
  actor_id: z.string(),
  action: z.string(),
  target_kind: z.string(),
  target_id: z.string(),
  owner_states: z.array(stateCodeSchema),
  request_id: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/** The events chained after `position`, in their order. A place in the chain is given after the commit: none comes in before another. */
export async function listNoticeEvents(
  tx: SqlExecutor,
  position: string,
  limit: number,
): Promise<readonly NoticeEvent[]> {
  const { rows } = await tx.query(
    `select c.position::text as position, e.at, e.actor_id, e.action, e.target_kind, e.target_id, e.owner_states, e.request_id, e.detail
     from audit_chain c join audit_events e on e.seq = c.seq where c.position > $1::bigint order by c.position limit $2`,
    [position, limit],
  );
  return rows.map((row) => {
    const r = rowSchema.parse(row);
    return {
      position: r.position,
      at: r.at,
      actorId: r.actor_id,
      action: r.action,
      targetKind: r.target_kind,
      targetId: r.target_id,
      ownerStates: r.owner_states,
      requestId: r.request_id,
      detail: r.detail,
    };
  });
}
