import { z } from "zod";
import type { AuditAction, AuditTarget } from "../../domain/audit.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage } from "../page.ts";
import { type AuditFilter, writeAuditConditions } from "./audit-search.ts";

export interface NewAuditEvent {
  readonly at: Date;
  readonly action: AuditAction;
  readonly targetKind: AuditTarget;
  readonly targetId: string;
  readonly ownerStates: readonly StateCode[];
  /** Codes, versions and counts; never case facts, persons or secrets. */
  readonly detail?: Record<string, unknown>;
}

const auditEventSchema = z.object({
  seq: z.coerce.string(),
  at: z.date(),
  actor_kind: z.string(),
  actor_id: z.string(),
  actor_state: z.string().nullable(),
  action: z.string(),
  target_kind: z.string(),
  target_id: z.string(),
  owner_states: z.array(stateCodeSchema),
  request_id: z.string(),
  detail: z.record(z.string(), z.unknown()),
  position: z.string().nullable(),
  hash: z.string().nullable(),
});

export interface AuditEvent {
  readonly seq: string;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string;
  readonly actorState: string | null;
  readonly action: string;
  readonly targetKind: string;
  readonly targetId: string;
  readonly ownerStates: readonly StateCode[];
  readonly requestId: string;
  readonly detail: Record<string, unknown>;
  /** In the region's chain; null, with the hash, while it waits to be chained. */
  readonly position: string | null;
  readonly hash: string | null;
}

function parseAuditEvent(row: unknown): AuditEvent {
  const r = auditEventSchema.parse(row);
  return {
    seq: r.seq,
    at: r.at,
    actorKind: r.actor_kind,
    actorId: r.actor_id,
    actorState: r.actor_state,
    action: r.action,
    targetKind: r.target_kind,
    targetId: r.target_id,
    ownerStates: r.owner_states,
    requestId: r.request_id,
    detail: r.detail,
    position: r.position,
    hash: r.hash,
  };
}

/** Appends one event; call it in the transaction of what it records. */
export async function insertAuditEvent(tx: SqlExecutor, context: RequestContext, event: NewAuditEvent): Promise<void> {
  await insertAuditEvents(tx, context, [event]);
}

/** Appends several in their order, all or none. */
export async function insertAuditEvents(
  tx: SqlExecutor,
  context: RequestContext,
  events: readonly NewAuditEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const values: unknown[] = [context.actor.kind, context.actor.id, context.actor.state, context.requestId];
  const rows = events.map((event) => {
    const own = [event.at, event.action, event.targetKind, event.targetId, event.ownerStates];
    const [at, action, kind, id, owners, detail] = [...own, JSON.stringify(event.detail ?? {})].map(
      (value) => `$${values.push(value)}`,
    );
    return `(${at}::timestamptz, $1, $2, $3, ${action}, ${kind}, ${id}, ${owners}::text[], $4, ${detail}::jsonb)`;
  });
  await tx.query(
    `insert into audit_events
       (at, actor_kind, actor_id, actor_state, action, target_kind, target_id, owner_states, request_id, detail)
     values ${rows.join(", ")}`,
    values,
  );
}

const seqKeySchema = z.tuple([z.string().regex(/^\d{1,18}$/)]);

/** Events that fit, in the order in which their numbers were drawn, oldest first or newest first. */
export async function listAuditEvents(
  tx: SqlExecutor,
  filter: AuditFilter,
  page: PageRequest,
  order: "oldest" | "newest" = "oldest",
): Promise<Page<AuditEvent>> {
  const { conditions, values } = writeAuditConditions(filter);
  if (page.after !== null) {
    const after = seqKeySchema.safeParse(page.after);
    if (!after.success) throw new RibinError("CURSOR_INVALID");
    values.push(after.data[0]);
    conditions.push(`e.seq ${order === "oldest" ? ">" : "<"} $${values.length}::bigint`);
  }
  values.push(page.limit + 1);
  const { rows } = await tx.query(
    `select e.*, c.position, encode(c.hash, 'hex') as hash
     from audit_events as e left join audit_chain as c on c.seq = e.seq
     ${conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`}
     order by e.seq ${order === "oldest" ? "asc" : "desc"} limit $${values.length}`,
    values,
  );
  return readPage(rows.map(parseAuditEvent), page, (event) => [event.seq]);
}
