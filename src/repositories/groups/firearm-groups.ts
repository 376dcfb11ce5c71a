/** Firearm groups as one reader may see them. The database keeps them (migration 016); nothing here changes one. */
import { z } from "zod";
import { GROUP_RECORD_KINDS, type GroupRecordKind } from "../../domain/firearm-group.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

/** Whose eyes; `everybody`: the regional coordinator's. */
export interface GroupReader {
  readonly viewer: StateCode | null;
  readonly everybody: boolean;
  readonly now: Date;
}

const valuesOf = ({ viewer, everybody, now }: GroupReader) => [viewer, everybody, now];

export interface GroupSummary {
  readonly id: string;
  readonly states: readonly StateCode[];
  readonly exhibits: number;
  readonly hits: number;
  /** When the newest of the exhibits that the reader may be shown came. */
  readonly changedAt: Date;
}

const summarySchema = z.object({
  group_id: z.string(),
  states: z.array(stateCodeSchema),
  exhibits: z.coerce.number(),
  hits: z.coerce.number(),
  changed_at: z.date(),
});

/** Of the members that the reader may be shown; what changed last first. */
export async function listGroups(tx: SqlExecutor, reader: GroupReader, page: PageRequest): Promise<Page<GroupSummary>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select g.*, (select count(*) from firearm_hits_shown($1, $2, $3, g.group_id)) as hits from (
       select group_id, array_agg(distinct owner_state order by owner_state) as states, count(*) as exhibits,
         max(joined_at) as changed_at
       from firearm_members_shown($1, $2, $3) group by group_id) g
     where $4::timestamptz is null or (g.changed_at, g.group_id) < ($4, $5::uuid)
     order by g.changed_at desc, g.group_id desc limit $6`,
    [...valuesOf(reader), time, id, page.limit + 1],
  );
  const groups = rows.map((row) => {
    const r = summarySchema.parse(row);
    return { id: r.group_id, states: r.states, exhibits: r.exhibits, hits: r.hits, changedAt: r.changed_at };
  });
  return readPage(groups, page, (row) => [row.changedAt.toISOString(), row.id]);
}

export interface GroupMember {
  /** Names the member where its exhibit may not be named. */
  readonly memberId: string;
  readonly exhibitId: string;
  readonly state: StateCode;
  readonly joinedAt: Date;
}

const memberSchema = z.object({
  member_id: z.string(),
  exhibit_id: z.string(),
  owner_state: stateCodeSchema,
  joined_at: z.date(),
});

/** Those that the reader may be shown, by the time they came; none where the reader is shown nothing of the group. */
export async function listMembers(
  tx: SqlExecutor,
  reader: GroupReader,
  groupId: string,
): Promise<readonly GroupMember[]> {
  const { rows } = await tx.query("select * from firearm_members_of($1, $2, $3, $4) order by joined_at, member_id", [
    ...valuesOf(reader),
    groupId,
  ]);
  return rows.map((row) => {
    const r = memberSchema.parse(row);
    return { memberId: r.member_id, exhibitId: r.exhibit_id, state: r.owner_state, joinedAt: r.joined_at };
  });
}

/** The group of an exhibit that the reader may be shown. */
export async function findGroupOfExhibit(
  tx: SqlExecutor,
  reader: GroupReader,
  exhibitId: string,
): Promise<string | null> {
  const { rows } = await tx.query("select group_id from firearm_members_shown($1, $2, $3) where exhibit_id = $4", [
    ...valuesOf(reader),
    exhibitId,
  ]);
  return z
    .string()
    .nullable()
    .parse(rows[0]?.group_id ?? null);
}

/** The group of each of the exhibits that is in one, as far as the reader may be shown them in it. */
export async function findGroupsOfExhibits(
  tx: SqlExecutor,
  reader: GroupReader,
  exhibitIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query(
    "select exhibit_id, group_id from firearm_members_shown($1, $2, $3) where exhibit_id = any ($4::uuid[])",
    [...valuesOf(reader), exhibitIds],
  );
  return new Map(rows.map((row) => [String(row.exhibit_id), String(row.group_id)]));
}

export interface GroupHit {
  readonly id: string;
  readonly memberA: string;
  readonly memberB: string;
  readonly createdAt: Date;
}

const hitSchema = z.object({ hit_id: z.string(), member_a: z.string(), member_b: z.string(), created_at: z.date() });

/** Between members that the reader may be shown, newest first. */
export async function listGroupHits(
  tx: SqlExecutor,
  reader: GroupReader,
  groupId: string,
): Promise<readonly GroupHit[]> {
  const { rows } = await tx.query(
    "select * from firearm_hits_shown($1, $2, $3, $4) order by created_at desc, hit_id desc",
    [...valuesOf(reader), groupId],
  );
  return rows.map((row) => {
    const r = hitSchema.parse(row);
    return { id: r.hit_id, memberA: r.member_a, memberB: r.member_b, createdAt: r.created_at };
  });
}

export interface GroupRecord {
  readonly id: string;
  /** For the service: who may not read the exhibit is not told its id. */
  readonly exhibitId: string;
  readonly state: StateCode;
  readonly groupId: string | null;
  readonly previousGroup: string | null;
  readonly kind: GroupRecordKind;
  readonly createdAt: Date;
}

const recordSchema = z.object({
  id: z.string(),
  exhibit_id: z.string(),
  owner_state: stateCodeSchema,
  group_id: z.string().nullable(),
  previous_group: z.string().nullable(),
  kind: z.enum(GROUP_RECORD_KINDS),
  created_at: z.date(),
});

/** What happened to the group, oldest first, of exhibits that the reader may be shown. */
export async function listGroupRecords(
  tx: SqlExecutor,
  reader: GroupReader,
  groupId: string,
): Promise<readonly GroupRecord[]> {
  const { rows } = await tx.query("select * from firearm_records_shown($1, $2, $3, $4) order by seq", [
    ...valuesOf(reader),
    groupId,
  ]);
  return rows.map((row) => {
    const r = recordSchema.parse(row);
    const { id, kind } = r;
    return {
      id,
      kind,
      exhibitId: r.exhibit_id,
      state: r.owner_state,
      groupId: r.group_id,
      previousGroup: r.previous_group,
      createdAt: r.created_at,
    };
  });
}

/** Every state that has an exhibit in it: for the trail only. */
export async function listGroupStates(tx: SqlExecutor, groupId: string): Promise<readonly StateCode[]> {
  const { rows } = await tx.query("select firearm_group_states($1) as states", [groupId]);
  return z.array(stateCodeSchema).parse(rows[0]?.states);
}
