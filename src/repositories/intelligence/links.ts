import { z } from "zod";
import type { LinkageState, StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { sqlIsReplica, sqlMayBeNamed } from "../evidence/exhibit-sides.ts";
import type { GroupReader } from "../groups/firearm-groups.ts";

/** A lead, hit or merge between two exhibits. */
export interface Link {
  readonly id: string;
  /** Null where it is none of the reader's. */
  readonly linkageId: string | null;
  readonly exhibitA: string;
  readonly exhibitB: string;
  readonly kind: "hit" | "lead" | "merge";
  readonly leadAt: Date | null;
  /** Of the hit or the merge; null of a lead. */
  readonly madeAt: Date | null;
}
type PairLink = Link & { readonly linkageId: string };

const linkSchema = z
  .object({
    id: z.string(),
    exhibit_a: z.string(),
    exhibit_b: z.string(),
    state: z.string(),
    lead_at: z.date().nullable(),
    hit_at: z.date().nullable(),
  })
  .transform((r): PairLink => {
    const kind = r.state === "hit" ? "hit" : "lead";
    const madeAt = kind === "hit" ? r.hit_at : null;
    const pair = { exhibitA: r.exhibit_a, exhibitB: r.exhibit_b };
    return { id: r.id, linkageId: r.id, ...pair, kind, leadAt: r.lead_at, madeAt };
  });

export interface LinkFilter {
  /** Whose; null: every state's. */
  readonly party: StateCode | null;
  readonly viewer: StateCode | null;
  readonly states: readonly LinkageState[];
  /** Of the last change of the linkage. */
  readonly since: Date;
  readonly until: Date;
  readonly now: Date;
}

/** Newest first. */
export async function listLinks(tx: SqlExecutor, filter: LinkFilter, limit: number): Promise<readonly PairLink[]> {
  const { rows } = await tx.query(
    `select l.id, l.exhibit_a, l.exhibit_b, l.state,
       (select min(r.created_at) from reviews r where r.linkage_id = l.id and r.decision = 'lead') as lead_at,
       (select max(h.created_at) from hits h where h.linkage_id = l.id) as hit_at
     from linkages l
     where ($1::text is null or l.state_a = $1 or l.state_b = $1) and l.state = any ($2::text[])
       and l.updated_at >= $3 and l.updated_at < $4 and not ${sqlIsReplica("l.exhibit_a", "l.exhibit_b")}
       and ${sqlMayBeNamed("l.exhibit_a", "$5::text", "$6::timestamptz")}
       and ${sqlMayBeNamed("l.exhibit_b", "$5::text", "$6::timestamptz")}
     order by l.updated_at desc, l.id desc limit $7`,
    [filter.party, filter.states, filter.since, filter.until, filter.viewer, filter.now, limit],
  );
  return rows.map((row) => linkSchema.parse(row));
}

const timesSchema = z.object({ id: z.string(), received_at: z.date().nullable(), acquired_at: z.date().nullable() });

/** When exhibits came into custody and were first acquired; of those only that the reader may read. */
export async function findExhibitTimes(
  tx: SqlExecutor,
  exhibitIds: readonly string[],
): Promise<readonly { readonly id: string; readonly receivedAt: Date | null; readonly acquiredAt: Date | null }[]> {
  const { rows } = await tx.query(
    `select e.id,
       (select min(k.occurred_at) from custody_records k where k.exhibit_id = e.id and k.event = 'received'
          and not exists (select from custody_records n where n.corrects = k.id)) as received_at,
       (select min(a.created_at) from acquisitions a where a.exhibit_id = e.id) as acquired_at
     from exhibits e where e.id = any ($1::uuid[]) and e.removed_at is null order by e.id`,
    [exhibitIds],
  );
  return rows.map((row) => {
    const r = timesSchema.parse(row);
    return { id: r.id, receivedAt: r.received_at, acquiredAt: r.acquired_at };
  });
}

const tieSchema = z
  .object({
    id: z.string(),
    kind: z.enum(["hit", "merge"]),
    linkage_id: z.string().nullable(),
    exhibit_a: z.string(),
    exhibit_b: z.string(),
    lead_at: z.date().nullable(),
    made_at: z.date(),
  })
  .transform(
    (r): Link => ({
      id: r.linkage_id ?? r.id,
      linkageId: r.linkage_id,
      exhibitA: r.exhibit_a,
      exhibitB: r.exhibit_b,
      kind: r.kind,
      leadAt: r.lead_at,
      madeAt: r.made_at,
    }),
  );

/** What ties a firearm group: hits and merges between those of its exhibits that the reader may be shown. */
export async function listGroupTies(tx: SqlExecutor, reader: GroupReader, groupId: string): Promise<readonly Link[]> {
  const { rows } = await tx.query("select * from firearm_ties_shown($1, $2, $3, $4) order by made_at, id", [
    reader.viewer,
    reader.everybody,
    reader.now,
    groupId,
  ]);
  return rows.map((row) => tieSchema.parse(row));
}
