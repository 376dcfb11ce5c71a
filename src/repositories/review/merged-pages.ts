/** Pages of pairs that are read from indexes in their order, and no further than they show. */
import type { StateCode } from "../../domain/vocabulary.ts";

/** What a query is given, each value with its place. */
export class Values {
  readonly list: unknown[] = [];

  /** The place of the value in the SQL, with its type: `$3::text`. */
  add(value: unknown, type: string): string {
    this.list.push(value);
    return `$${this.list.length}::${type}`;
  }
}

/**
 * What is true of the pairs of a party: a condition for each side that it can have, and no pair in two of them, so that each is read from the
 * index of its side. `party` null: every state's.
 */
export function listSides(row: string, party: StateCode | null, values: Values): readonly string[] {
  if (party === null) return ["true"];
  const own = values.add(party, "text");
  return [`${row}.state_a = ${own}`, `${row}.state_b = ${own} and ${row}.state_a <> ${own}`];
}

/** A condition for each value of the column: an index that begins with it keeps its order for one value only. */
export function listEach(column: string, wanted: readonly string[], values: Values): readonly string[] {
  return [...new Set(wanted)].map((value) => `${column} = ${values.add(value, "text")}`);
}

/**
 * True where `question` is, for a function that answers true of most rows: the planner takes a function for one that turns two rows in
 * three away, and would rather sort everything than read in order for so few.
 */
export const sqlMostly = (question: string): string => `nullif(${question}, false) is not null`;

/** Every one of the first with every one of the second. */
export const combine = (first: readonly string[], second: readonly string[]): readonly string[] =>
  first.flatMap((a) => second.map((b) => `${a} and ${b}`));

/**
 * One list of what `select` gives under each condition, in `order`, of which PostgreSQL reads from each only what the page takes. Columns of
 * the order are named as the rows name them.
 */
export function mergeInOrder(select: string, conditions: readonly string[], order: string, limit: string): string {
  const parts = conditions.map((condition) => `(${select} where ${condition} order by ${order} limit ${limit})`);
  return parts.length === 1
    ? parts[0]!
    : `select * from (${parts.join(" union all ")}) merged order by ${order} limit ${limit}`;
}
