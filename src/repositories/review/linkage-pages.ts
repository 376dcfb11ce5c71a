/** The queue of linkages, page by page, in the orders in which people read it. */
import { z } from "zod";
import { RibinError } from "../../domain/errors.ts";
import { type LinkageState, linkageStateSchema, type StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";
import { type Linkage, parseLinkage } from "./linkage-queue.ts";
import { combine, listEach, listSides, mergeInOrder, sqlMostly, Values } from "./merged-pages.ts";

export interface LinkageFilter {
  /** Whose queue; null: every state's. */
  readonly party: StateCode | null;
  /** The state of the reader: what leaves another state by release only is left out. */
  readonly viewer: StateCode | null;
  readonly states: readonly LinkageState[] | null;
  readonly now: Date;
}

/** Of the party's own clocks: those that ran out, or those that run for half the time. */
export type ClockFilter = "overdue" | "urgent";

/** Listed at all; the last to be asked of a row, since it looks at both exhibits. */
const sqlListed = (filter: LinkageFilter, values: Values) =>
  sqlMostly(
    `pair_is_listed(l.exhibit_a, l.exhibit_b, ${values.add(filter.viewer, "text")}, ${values.add(filter.now, "timestamptz")})`,
  );

async function readMerged(
  tx: SqlExecutor,
  filter: LinkageFilter,
  values: Values,
  { rest, order, limit }: { rest: string; order: string; limit: number },
): Promise<Linkage[]> {
  const parts = combine(
    listSides("l", filter.party, values),
    listEach("l.state", filter.states ?? linkageStateSchema.options, values),
  );
  const conditions = combine(parts, [`${rest} and ${sqlListed(filter, values)}`]);
  const sql = mergeInOrder("select l.* from linkages l", conditions, order, values.add(limit, "bigint"));
  return (await tx.query(sql, values.list)).rows.map(parseLinkage);
}

/** Oldest first: what waits longest is seen first. */
export async function listLinkagesByAge(
  tx: SqlExecutor,
  filter: LinkageFilter,
  page: PageRequest,
): Promise<Page<Linkage>> {
  const [time, id] = readTimeIdKey(page);
  const values = new Values();
  const rest =
    time === null ? "true" : `(l.created_at, l.id) > (${values.add(time, "timestamptz")}, ${values.add(id, "uuid")})`;
  const rows = await readMerged(tx, filter, values, { rest, order: "created_at, id", limit: page.limit + 1 });
  return readPage(rows, page, (row) => [row.createdAt.toISOString(), row.id]);
}

/**
 * In the order in which the party is to review them, by its own clocks; for every state's queue, where nobody's facts count, by age.
 */
export async function listLinkagesByDue(
  tx: SqlExecutor,
  filter: LinkageFilter & { readonly only?: ClockFilter | undefined },
  page: PageRequest,
): Promise<Page<Linkage>> {
  if (filter.party === null) return listLinkagesByAge(tx, filter, page);
  const [time, id] = readTimeIdKey(page);
  const values = new Values();
  const own = `k.state = ${values.add(filter.party, "text")}`;
  const rest =
    time === null
      ? "true"
      : `(k.due_at, k.linkage_id) > (${values.add(time, "timestamptz")}, ${values.add(id, "uuid")})`;
  let only = "true";
  if (filter.only === "overdue") only = `k.due_at < ${values.add(filter.now, "timestamptz")}`;
  if (filter.only === "urgent") only = "k.urgent";
  const conditions = combine(listEach("k.linkage_state", filter.states ?? linkageStateSchema.options, values), [
    `${own} and ${only} and ${rest} and ${sqlListed(filter, values)}`,
  ]);
  const select = "select l.*, k.due_at, k.linkage_id from linkage_clocks k join linkages l on l.id = k.linkage_id";
  const sql = mergeInOrder(select, conditions, "due_at, linkage_id", values.add(page.limit + 1, "bigint"));
  const { rows } = await tx.query(sql, values.list);
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
  const key = scoreKeySchema.nullable().safeParse(page.after);
  if (!key.success) throw new RibinError("CURSOR_INVALID");
  const values = new Values();
  let rest = "true";
  if (key.data !== null) {
    const [score, id] = [values.add(key.data[0], "real"), values.add(key.data[1], "uuid")];
    // The first condition is where the index begins.
    rest = `l.best_score <= ${score} and (l.best_score < ${score} or l.id > ${id})`;
  }
  const rows = await readMerged(tx, filter, values, { rest, order: "best_score desc, id", limit: page.limit + 1 });
  return readPage(rows, page, (row) => [String(row.bestScore), row.id]);
}
