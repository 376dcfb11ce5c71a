/** Which tables hold what a state owns. They are found in the database, so that a table which is added later is exported without a word here. */
import { z } from "zod";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { writeLiteral } from "../sql-literal.ts";

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly table: string;
  readonly references: readonly string[];
}

export interface ArchiveTable {
  readonly name: string;
  /** In the order of the table, without those that are left out. */
  readonly columns: readonly string[];
  readonly omitted: readonly string[];
  readonly keys: readonly ForeignKey[];
  /** Which rows are the state's alone. */
  owned(state: StateCode): string;
}

/** What is made again from the rest, what is only on its way, secrets, and what an archive left here. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "jobs",
  "uploads",
  "invitations",
  "search_gaps",
  "correlation_runs",
  "sweep_records",
  "sweeps",
  "sweep_shards",
  // The database makes them of the hits.
  "firearm_group_records",
  "kept_records",
  "kept_trails",
]);

/** Secrets, and numbers that the database gives out. A new value is put in their place at the import; it opens nothing. */
const OMITTED: Readonly<Record<string, readonly string[]>> = {
  accounts: ["password_hash"],
  stations: ["token_hash"],
  features: ["number"],
};

/** Tables without an owner of their own. */
const OWNED_BY_OTHERS: Readonly<Record<string, (state: string) => string>> = {
  agreements: (state) => `${state} in (t.state_a, t.state_b)`,
  comparisons: (state) =>
    `exists (select from candidates p where p.id = t.candidate_id and p.state_a = ${state} and p.state_b = ${state})`,
  reviews: (state) =>
    `exists (select from linkages p where p.id = t.linkage_id and p.state_a = ${state} and p.state_b = ${state})`,
  // It names what the examiner was shown of the other side.
  unmaskings: (state) =>
    `t.owner_state = ${state} and not exists (select from exhibits p where p.id in (t.exhibit_id, t.other_exhibit_id) and p.owner_state <> ${state})`,
  conclusions: (state) =>
    `exists (select from linkages p where p.id = t.linkage_id and p.state_a = ${state} and p.state_b = ${state})`,
};

/** Of these the records of two states are told in shared/. */
const SHARED: ReadonlySet<string> = new Set(["agreements", "linkages", "candidates", "hits", "bullet_comparisons"]);

const tableSchema = z.object({
  name: z.string(),
  columns: z.array(z.object({ name: z.string(), given: z.boolean() })),
  keys: z.array(z.object({ columns: z.array(z.string()), table: z.string(), references: z.array(z.string()) })),
});

/** Every table that is exported, a table before those that refer to it. */
export async function listArchiveTables(tx: SqlExecutor): Promise<{ tables: ArchiveTable[]; notExported: string[] }> {
  const { rows } = await tx.query(
    `select c.relname as name,
       (select jsonb_agg(jsonb_build_object('name', a.attname, 'given', a.attidentity <> '' or a.attgenerated <> '') order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
       coalesce((select jsonb_agg(jsonb_build_object('table', r.relname,
          'columns', (select jsonb_agg(a.attname order by u.n) from unnest(k.conkey) with ordinality as u (num, n)
             join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num),
          'references', (select jsonb_agg(a.attname order by u.n) from unnest(k.confkey) with ordinality as u (num, n)
             join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num)) order by k.conname)
        from pg_constraint k join pg_class r on r.oid = k.confrelid where k.conrelid = c.oid and k.contype = 'f'), '[]') as keys
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' order by c.relname`,
  );
  const found = z.array(tableSchema).parse(rows);
  const owned = found.flatMap((table) => {
    const describe = describeOwner(table.name, new Set(table.columns.map(({ name }) => name)));
    return describe === null || LEFT_OUT.has(table.name) ? [] : [toTable(table, describe)];
  });
  // Named in the manifest, so that nobody takes for whole what is not: records of two states, and what hangs on exported ones without an owner.
  const names = new Set(owned.map(({ name }) => name));
  const partly = found.filter(({ name, columns, keys }) => {
    if (
      SHARED.has(name) ||
      LEFT_OUT.has(name) ||
      (name !== "unmaskings" && columns.some((column) => column.name === "owner_state"))
    )
      return false;
    return (
      name === "unmaskings" ||
      columns.some((column) => column.name === "state_a") ||
      (!names.has(name) && keys.some(({ table }) => names.has(table)))
    );
  });
  return { tables: sortByKeys(owned), notExported: partly.map(({ name }) => name) };
}

function describeOwner(name: string, columns: ReadonlySet<string>): ((state: string) => string) | null {
  const own = OWNED_BY_OTHERS[name];
  if (own !== undefined) return own;
  if (columns.has("owner_state")) return (state) => `t.owner_state = ${state}`;
  if (columns.has("state_a") && columns.has("state_b"))
    return (state) => `t.state_a = ${state} and t.state_b = ${state}`;
  return describeParent(columns);
}

/** What hangs on a linkage or a hit belongs to the state where both sides do. */
function describeParent(columns: ReadonlySet<string>): ((state: string) => string) | null {
  const parent = columns.has("linkage_id") ? "linkage" : columns.has("hit_id") ? "hit" : null;
  if (parent === null) return null;
  return (state) =>
    `exists (select from ${parent}s p where p.id = t.${parent}_id and p.state_a = ${state} and p.state_b = ${state})`;
}

function toTable(table: z.infer<typeof tableSchema>, describe: (state: string) => string): ArchiveTable {
  const secret = OMITTED[table.name] ?? [];
  const omitted = table.columns.filter(({ name, given }) => given || secret.includes(name)).map(({ name }) => name);
  return {
    name: table.name,
    columns: table.columns.map(({ name }) => name).filter((name) => !omitted.includes(name)),
    omitted,
    keys: table.keys,
    owned: (state) => describe(writeLiteral(state)),
  };
}

/** Beside what refers to what: a removal makes each linkage it touches a newer version, so it comes before they do. */
const COMES_AFTER: Readonly<Record<string, readonly string[]>> = { linkages: ["removals", "removal_restorations"] };

function sortByKeys(tables: readonly ArchiveTable[]): ArchiveTable[] {
  const sorted: ArchiveTable[] = [];
  const waiting = new Set(tables);
  while (waiting.size > 0) {
    const names = new Set([...waiting].map(({ name }) => name));
    const free = [...waiting].filter(({ name, keys }) =>
      [...keys.map(({ table }) => table), ...(COMES_AFTER[name] ?? [])].every(
        (table) => table === name || !names.has(table),
      ),
    );
    for (const table of free.length > 0 ? free : [...waiting]) {
      sorted.push(table);
      waiting.delete(table);
    }
  }
  return sorted;
}

const PAGE = 500;
let cursors = 0;

/** Lines in the order of their text, bytewise, read with a cursor in the caller's transaction. `query` gives a column `line`. */
export async function* readSortedLines(tx: SqlExecutor, query: string): AsyncGenerator<string> {
  cursors += 1;
  const name = `archive_${cursors}`;
  await tx.query(`declare ${name} no scroll cursor for select line from (${query}) as s order by line collate "C"`);
  for (;;) {
    const { rows } = await tx.query(`fetch ${PAGE} from ${name}`);
    for (const row of rows) yield String(row.line);
    if (rows.length < PAGE) break;
  }
  await tx.query(`close ${name}`);
}

/** The rows of a table that the state owns, and those that an archive brought and that could not stand in it. */
export function selectOwnedLines(table: ArchiveTable, state: StateCode, path: string): string {
  const omitted = `array[${table.omitted.map(writeLiteral).join(", ")}]::text[]`;
  return `select (to_jsonb(t) - ${omitted})::text as line from ${table.name} t where ${table.owned(state)}
    union all ${selectKeptLines(state, path)}`;
}

export function selectKeptLines(state: StateCode, path: string): string {
  return `select record::text as line from kept_records where owner_state = ${writeLiteral(state)} and path = ${writeLiteral(path)}`;
}

export async function readSchemaNumber(tx: SqlExecutor): Promise<number> {
  const { rows } = await tx.query("select max(version)::integer as version from schema_migrations");
  return z.number().parse(rows[0]?.version);
}
