import { z } from "zod";
import { type AuditContent, type ChainLink, type ChainTip, NOTHING_BEFORE } from "../../domain/audit-record.ts";
import type { StoredRecord } from "../../domain/audit-verification.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor, SqlRow } from "../../ports/sql.ts";

/** "RIBA": whoever chains holds it to the end of the transaction. */
const CHAIN_LOCK = 0x52494241;

const AT = `to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const CONTENT = `e.seq::text as seq, ${AT} as at, e.actor_kind, e.actor_id,
  e.actor_state, e.action, e.target_kind, e.target_id, e.owner_states, e.request_id, e.detail::text as detail`;

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const contentSchema = z.object({
  seq: z.string(),
  at: z.string(),
  actor_kind: z.string(),
  actor_id: z.string(),
  actor_state: z.string().nullable(),
  action: z.string(),
  target_kind: z.string(),
  target_id: z.string(),
  owner_states: z.array(z.string()),
  request_id: z.string(),
  detail: z.string(),
});

function toContent(row: z.output<typeof contentSchema>): AuditContent {
  return {
    seq: row.seq,
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorState: row.actor_state,
    action: row.action,
    targetKind: row.target_kind,
    targetId: row.target_id,
    ownerStates: row.owner_states,
    requestId: row.request_id,
    detail: row.detail,
  };
}

/** False where another process chains at this moment. PGlite has one connection, and nobody beside it. */
export async function tryChainLock(tx: SqlExecutor): Promise<boolean> {
  const { rows } = await tx.query("select pg_try_advisory_xact_lock($1) as held", [CHAIN_LOCK]);
  return z.object({ held: z.boolean() }).parse(rows[0]).held;
}

/** The same for who may wait: true once the one who chains at this moment has ended. */
export async function waitForChainLock(tx: SqlExecutor): Promise<true> {
  await tx.query("select pg_advisory_xact_lock($1)", [CHAIN_LOCK]);
  return true;
}

/** Committed events that stand in no chain yet, oldest first. */
export async function listUnchained(tx: SqlExecutor, limit: number): Promise<AuditContent[]> {
  const { rows } = await tx.query(
    `select ${CONTENT} from (select seq from audit_unchained order by seq limit $1) as u
     join audit_events as e on e.seq = u.seq order by e.seq`,
    [limit],
  );
  return z.array(contentSchema).parse(rows).map(toContent);
}

const tipSchema = z.object({ chain: z.string(), position: z.coerce.number().int(), hash: hashSchema });

/** The region's last event; position 0 where there is none. */
export async function findRegionTip(tx: SqlExecutor): Promise<ChainTip> {
  const { rows } = await tx.query(
    "select '' as chain, position, encode(hash, 'hex') as hash from audit_chain order by position desc limit 1",
    [],
  );
  return rows[0] === undefined ? { position: 0, hash: NOTHING_BEFORE } : tipSchema.parse(rows[0]);
}

/** The last event of each of the named chains that has one; of every state for null. */
export async function listChainTips(
  tx: SqlExecutor,
  chains: readonly string[] | null,
): Promise<(ChainTip & { chain: string })[]> {
  const { rows } = await tx.query(
    `select l.chain, l.position, encode(c.hash, 'hex') as hash
     from (select unnest($1::text[]) as name union all select code from states where $1::text[] is null) as chains
     cross join lateral
       (select * from audit_links where chain = chains.name order by position desc limit 1) as l
     join audit_chain as c on c.position = l.chain_position order by l.chain`,
    [chains],
  );
  return z.array(tipSchema).parse(rows);
}

export interface ChainedEvent {
  readonly seq: string;
  readonly position: number;
  readonly previous: string;
  readonly hash: string;
  readonly links: readonly ChainLink[];
}

/** Appends events to the chains and takes them from those that wait. A position that another process took is an error. */
export async function appendToChain(tx: SqlExecutor, events: readonly ChainedEvent[]): Promise<void> {
  const seqs = events.map((event) => event.seq);
  await tx.query(
    `insert into audit_chain (position, seq, previous, hash)
     select position, seq, decode(previous, 'hex'), decode(hash, 'hex')
     from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[]) as item (position, seq, previous, hash)`,
    [events.map(({ position }) => position), seqs, events.map((e) => e.previous), events.map((e) => e.hash)],
  );
  const links = events.flatMap((event) => event.links.map((link) => ({ ...link, of: event.position })));
  if (links.length > 0) {
    await tx.query(
      `insert into audit_links (chain, position, chain_position, previous)
       select chain, position, chain_position, decode(previous, 'hex')
       from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[]) as item (chain, position, chain_position, previous)`,
      [links.map((l) => l.chain), links.map((l) => l.position), links.map((l) => l.of), links.map((l) => l.previous)],
    );
  }
  await tx.query("delete from audit_unchained where seq = any ($1::bigint[])", [seqs]);
}

type PlaceRow = readonly [
  position: number,
  seq: string,
  previous: string,
  hash: string,
  eventSeq: string | null,
  at: string,
  actorKind: string,
  actorId: string,
  actorState: string | null,
  action: string,
  targetKind: string,
  targetId: string,
  ownerStates: readonly string[],
  requestId: string,
  detail: string,
];

/**
 * The chain from after `position` in its order, of the region or of one state, with the events as they are now; the links come with
 * `listLinks`. Millions of rows pass here and below to have their hashes checked, which nothing but the right values stands: a page
 * comes as one text, which the engine reads several times faster than rows, and zod would take as long as all the rest.
 */
export async function listPlaces(
  tx: SqlExecutor,
  state: StateCode | null,
  position: number,
  limit: number,
): Promise<Omit<StoredRecord, "links">[]> {
  const places =
    state === null
      ? "select * from audit_chain where position > $1 order by position limit $2"
      : `select c.* from audit_links as l join audit_chain as c on c.position = l.chain_position
         where l.chain = $3 and l.chain_position > $1 order by l.chain_position limit $2`;
  // Beside the place, one look at the event's key: asked to join, the planner would read all events for a page of them.
  const { rows } = await tx.query(
    `select json_agg(json_build_array(c.position, c.seq::text, encode(c.previous, 'hex'), encode(c.hash, 'hex'), e.seq::text,
       ${AT}, e.actor_kind, e.actor_id, e.actor_state, e.action, e.target_kind, e.target_id, e.owner_states, e.request_id,
       e.detail::text) order by c.position)::text as page
     from (${places}) as c left join lateral (select * from audit_events where seq = c.seq offset 0) as e on true`,
    state === null ? [position, limit] : [position, limit, state],
  );
  return readRows<PlaceRow>(rows[0]).map((row) => ({
    position: row[0],
    seq: row[1],
    previous: row[2],
    hash: row[3],
    content: row[4] === null ? null : readContent(row, row[4]),
  }));
}

function readContent(row: PlaceRow, seq: string): AuditContent {
  const [, , , , , at, actorKind, actorId, actorState, action, targetKind, targetId, ownerStates, requestId, detail] =
    row;
  return { seq, at, actorKind, actorId, actorState, action, targetKind, targetId, ownerStates, requestId, detail };
}

/**
 * Of the places after `after` up to `to`, of the region or of one state: their links by place, in the order of the chains' names.
 * Between a page's first and last event of one state millions of others' may stand.
 */
export async function listLinks(
  tx: SqlExecutor,
  state: StateCode | null,
  after: number,
  to: number,
): Promise<Map<number, ChainLink[]>> {
  const within = "chain_position > $1 and chain_position <= $2";
  const ofState =
    state === null
      ? ""
      : `and chain_position in (select chain_position from audit_links where chain = $3 and ${within})`;
  const { rows } = await tx.query(
    `select json_agg(json_build_array(chain_position, chain, position, encode(previous, 'hex')) order by chain_position, chain)::text as page
     from audit_links where ${within} ${ofState}`,
    state === null ? [after, to] : [after, to, state],
  );
  const links = new Map<number, ChainLink[]>();
  for (const [of, chain, position, previous] of readRows<[number, string, number, string]>(rows[0])) {
    const known = links.get(of);
    if (known === undefined) links.set(of, [{ chain, position, previous }]);
    else known.push({ chain, position, previous });
  }
  return links;
}

function readRows<Row>(row: SqlRow | undefined): readonly Row[] {
  return typeof row?.page === "string" ? JSON.parse(row.page) : [];
}

/** Committed events without a place in the chain: those that wait for it, and those that nothing would ever chain. */
export async function countUnchained(
  tx: SqlExecutor,
): Promise<{ waiting: number; oldest: Date | null; forgotten: readonly string[] }> {
  const waiting = await tx.query(
    "select count(*)::int as count, min(e.at) as oldest from audit_unchained join audit_events as e using (seq)",
    [],
  );
  const forgotten = await tx.query(
    `select e.seq::text as seq from audit_events as e
     where not exists (select from audit_chain as c where c.seq = e.seq)
       and not exists (select from audit_unchained as u where u.seq = e.seq)
     order by e.seq limit 20`,
    [],
  );
  const { count, oldest } = z.object({ count: z.number(), oldest: z.date().nullable() }).parse(waiting.rows[0]);
  const seqs = z.array(z.object({ seq: z.string() })).parse(forgotten.rows);
  return { waiting: count, oldest, forgotten: seqs.map(({ seq }) => seq) };
}
