/** Linkages as the people who decide about them read and move them. */
import { z } from "zod";
import { RibinError } from "../../domain/errors.ts";
import { type LinkageState, linkageStateSchema, type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface Linkage {
  readonly id: string;
  readonly exhibitA: string;
  readonly exhibitB: string;
  readonly caseA: string;
  readonly caseB: string;
  readonly stateA: StateCode;
  readonly stateB: StateCode;
  readonly state: LinkageState;
  readonly bestScore: number;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const rowSchema = z.object({
  id: z.string(),
  exhibit_a: z.string(),
  exhibit_b: z.string(),
  case_a: z.string(),
  case_b: z.string(),
  state_a: stateCodeSchema,
  state_b: stateCodeSchema,
  state: linkageStateSchema,
  best_score: z.number(),
  version: z.number(),
  created_at: z.date(),
  updated_at: z.date(),
});

function parseLinkage(row: unknown): Linkage {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    exhibitA: r.exhibit_a,
    exhibitB: r.exhibit_b,
    caseA: r.case_a,
    caseB: r.case_b,
    stateA: r.state_a,
    stateB: r.state_b,
    state: r.state,
    bestScore: r.best_score,
    version: r.version,
    createdAt: r.created_at,
    updatedAt: r.updated_at,
  };
}

export async function findLinkage(tx: SqlExecutor, id: string): Promise<Linkage | null> {
  const { rows } = await tx.query("select * from linkages where id = $1", [id]);
  return rows[0] === undefined ? null : parseLinkage(rows[0]);
}

/** The linkage, held against other transactions until this one ends. PRECONDITION_FAILED when it is not of `version`. */
export async function lockLinkage(tx: SqlExecutor, id: string, version: number): Promise<Linkage> {
  const linkage = await lockLinkageAsItIs(tx, id);
  if (linkage.version !== version) {
    throw new RibinError("PRECONDITION_FAILED", "Another decision about this linkage was recorded meanwhile.");
  }
  return linkage;
}

/** The same for what depends on no version. */
export async function lockLinkageAsItIs(tx: SqlExecutor, id: string): Promise<Linkage> {
  const { rows } = await tx.query("select * from linkages where id = $1 for update", [id]);
  if (rows[0] === undefined) throw new RibinError("NOT_FOUND");
  return parseLinkage(rows[0]);
}

/** Moves a linkage that `lockLinkage` holds. */
export async function moveLinkage(tx: SqlExecutor, linkage: Linkage, state: LinkageState, at: Date): Promise<Linkage> {
  const { rows } = await tx.query(
    `update linkages set state = $3, updated_at = $4, version = version + 1 where id = $1 and version = $2 returning *`,
    [linkage.id, linkage.version, state, at],
  );
  return parseLinkage(rows[0]);
}

export interface LinkageFilter {
  /** Whose queue; null: every state's. */
  readonly party: StateCode | null;
  /** The state of the reader: what leaves another state by release only is left out. */
  readonly viewer: StateCode | null;
  readonly states: readonly LinkageState[] | null;
  readonly now: Date;
}

const LISTED_AS = (
  l: "" | "l.",
) => `($1::text is null or ${l}state_a = $1 or ${l}state_b = $1) and ($2::text[] is null or ${l}state = any ($2))
  and pair_is_listed(${l}exhibit_a, ${l}exhibit_b, $3::text, $4::timestamptz)`;
const LISTED = LISTED_AS("");

const filterValues = (filter: LinkageFilter) => [filter.party, filter.states, filter.viewer, filter.now];

/** Oldest first: what waits longest is seen first. */
export async function listLinkagesByAge(
  tx: SqlExecutor,
  filter: LinkageFilter,
  page: PageRequest,
): Promise<Page<Linkage>> {
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select * from linkages where ${LISTED} and ($5::timestamptz is null or (created_at, id) > ($5, $6::uuid))
     order by created_at, id limit $7`,
    [...filterValues(filter), time, id, page.limit + 1],
  );
  return readPage(rows.map(parseLinkage), page, (row) => [row.createdAt.toISOString(), row.id]);
}

/**
 * In the order in which the party is to review them, by its own clocks; for every state's queue, where nobody's facts count, by age.
 */
export async function listLinkagesByDue(
  tx: SqlExecutor,
  filter: LinkageFilter,
  page: PageRequest,
): Promise<Page<Linkage>> {
  if (filter.party === null) return listLinkagesByAge(tx, filter, page);
  const [time, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select l.*, k.due_at from linkage_clocks k join linkages l on l.id = k.linkage_id
     where k.state = $1::text and ${LISTED_AS("l.")} and ($5::timestamptz is null or (k.due_at, k.linkage_id) > ($5, $6::uuid))
     order by k.due_at, k.linkage_id limit $7`,
    [...filterValues(filter), time, id, page.limit + 1],
  );
  const due = new Map(rows.map((row) => [String(row.id), z.date().parse(row.due_at)]));
  return readPage(rows.map(parseLinkage), page, (row) => [due.get(row.id)!.toISOString(), row.id]);
}

const scoreKeySchema = z.tuple([z.string().regex(/^-?\d(\.\d+)?(e-?\d+)?$/), z.uuid()]);

/** Best score first. */
export async function listLinkagesByScore(
  tx: SqlExecutor,
  filter: LinkageFilter,
  page: PageRequest,
): Promise<Page<Linkage>> {
  const key =
    page.after === null ? { success: true as const, data: [null, null] } : scoreKeySchema.safeParse(page.after);
  if (!key.success) throw new RibinError("CURSOR_INVALID");
  const { rows } = await tx.query(
    `select * from linkages where ${LISTED}
       and ($5::real is null or best_score < $5::real or (best_score = $5::real and id > $6::uuid))
     order by best_score desc, id limit $7`,
    [...filterValues(filter), ...key.data, page.limit + 1],
  );
  return readPage(rows.map(parseLinkage), page, (row) => [String(row.bestScore), row.id]);
}
