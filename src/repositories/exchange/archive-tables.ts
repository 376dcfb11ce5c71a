/** Which tables hold what a state owns. They are found in the database, so that a table which is added later is exported without a word here. */
import { z } from "zod";
import { BLOB_MEMBERS, readRecordTable } from "../../domain/exchange/archive-blob-keys.ts";
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { writeLiteral } from "../sql-literal.ts";
import {
  COMES_AFTER,
  describeOwner,
  isLeftOut,
  isToldInShared,
  NAMED_BY_OTHERS,
  OF_BOTH,
  OMITTED,
  SECRET,
} from "./archive-ownership.ts";
import { writeRecord } from "./archive-records.ts";

export interface ForeignKey {
  readonly columns: readonly string[];
  readonly table: string;
  readonly references: readonly string[];
  /**
   * The columns that say whose the row is that it refers to; they must name the same state, for a row that names another state's record, or what
   * two states have together, is not the state's alone. Empty where what it refers to is nobody's or anybody's.
   */
  readonly withinState: readonly string[];
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
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by c.relname`,
  );
  const found = z.array(tableSchema).parse(rows);
  const whose = new Map(found.map(({ name, columns }) => [name, listOwnerColumns(name, columns)]));
  const owned = found.flatMap((table) => {
    const describe = describeOwner(table.name, new Set(table.columns.map(({ name }) => name)));
    return describe === null || isLeftOut(table.name) ? [] : [toTable(table, describe, whose)];
  });
  // Named in the manifest, so that nobody takes for whole what is not: secrets, and what a later version might add without an owner.
  const names = new Set(owned.map(({ name }) => name));
  const missing = found.filter(({ name, columns, keys }) => {
    if (SECRET.has(name)) return true;
    if (names.has(name) || isLeftOut(name) || isToldInShared(name)) return false;
    return (
      columns.some((column) => /^(owner_)?state(_a)?$/.test(column.name)) || keys.some(({ table }) => names.has(table))
    );
  });
  return { tables: sortByKeys(owned), notExported: missing.map(({ name }) => name) };
}

function listOwnerColumns(name: string, columns: readonly { readonly name: string }[]): readonly string[] {
  if (NAMED_BY_OTHERS.has(name) || OF_BOTH.has(name)) return [];
  const has = (column: string) => columns.some((one) => one.name === column);
  if (has("owner_state")) return ["owner_state"];
  return has("state_a") && has("state_b") ? ["state_a", "state_b"] : [];
}

function toTable(
  table: z.infer<typeof tableSchema>,
  describe: (state: string) => string,
  whose: ReadonlyMap<string, readonly string[]>,
): ArchiveTable {
  const secret = OMITTED[table.name] ?? [];
  const omitted = table.columns.filter(({ name, given }) => given || secret.includes(name)).map(({ name }) => name);
  return {
    name: table.name,
    columns: table.columns.map(({ name }) => name).filter((name) => !omitted.includes(name)),
    omitted,
    keys: table.keys.map((key) => ({ ...key, withinState: whose.get(key.table) ?? [] })),
    owned: (state) => describe(writeLiteral(state)),
  };
}

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
export function selectOwnedLines(table: ArchiveTable, state: StateCode, path: string, now: Date): string {
  const omitted = `array[${table.omitted.map(writeLiteral).join(", ")}]::text[]`;
  const record = writeRecord(
    table.name,
    `(to_jsonb(t) - ${omitted})`,
    writeLiteral(state),
    writeLiteral(now.toISOString()),
  );
  return `select (${record})::text as line from ${table.name} t where ${table.owned(state)}
    union all ${selectKeptLines(state, path)}`;
}

export function selectKeptLines(state: StateCode, path: string): string {
  // A file that is another state's does not go with its line.
  const members = (BLOB_MEMBERS[readRecordTable(path) ?? ""] ?? []).map(([member]) => writeLiteral(member));
  const foreign = `select jsonb_object_agg(m.member, null::text) from unnest(array[${members.join(", ")}]) as m (member)
    where exists (select from foreign_blobs(${writeLiteral(state)}, array[k.record ->> m.member]))`;
  const record = members.length === 0 ? "k.record" : `k.record || coalesce((${foreign}), '{}')`;
  return `select (${record})::text as line from kept_records k where k.owner_state = ${writeLiteral(state)} and k.path = ${writeLiteral(path)}`;
}

export async function readSchemaNumber(tx: SqlExecutor): Promise<number> {
  const { rows } = await tx.query("select max(version)::integer as version from schema_migrations");
  return z.number().parse(rows[0]?.version);
}
