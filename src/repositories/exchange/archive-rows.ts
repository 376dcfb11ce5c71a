/** Writes an archive's rows into a system that has none of its state. */
import type { StateCode } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { writeLiteral } from "../sql-literal.ts";
import { OF_BOTH } from "./archive-ownership.ts";
import type { ArchiveTable, ForeignKey } from "./archive-tables.ts";

/** What stands in the place of a secret that was not exported: random, so that nobody has what it is the hash of. */
const FILLED: Readonly<Record<string, string>> = {
  token_hash: "encode(sha256(gen_random_uuid()::text::bytea), 'hex')",
};

function holds({ columns, table, references, withinState }: ForeignKey, state: StateCode): string {
  const nothing = columns.map((column) => `g.${column} is null`).join(" or ");
  const same = columns.map((column, index) => `r.${references[index]} = g.${column}`).join(" and ");
  const own = withinState.map((column) => ` and r.${column} = ${writeLiteral(state)}`).join("");
  return `(${nothing} or exists (select from ${table} r where ${same}${own}))`;
}

/**
 * Inserts those lines whose references are all here, and the state's where they are one state's, and gives back the others: an archive that
 * somebody forged releases, removes or holds nothing of another state. Lines of another state than `state` are an error of the
 * archive, which the owned rows that come back would show; so are lines that the table has already.
 */
export async function insertArchiveRows(
  tx: SqlExecutor,
  table: ArchiveTable,
  state: StateCode,
  lines: readonly string[],
): Promise<{ left: readonly string[]; inserted: number; foreign: number }> {
  const given = `select l.line, l.line_number, g.* from unnest($1::text[]) with ordinality as l (line, line_number)
    cross join lateral jsonb_populate_record(null::${table.name}, l.line::jsonb) as g`;
  const fits = [table.owned(state).replaceAll("t.", "g."), ...table.keys.map((key) => holds(key, state))].join(" and ");
  const { rows } = await tx.query(`select line from (${given}) g where ${fits}`, [lines]);
  const ready = new Set(rows.map((row) => String(row.line)));
  const filled = table.omitted.filter((column) => FILLED[column] !== undefined);
  const into = [...table.columns, ...filled];
  const from = [...table.columns.map((column) => `g.${column}`), ...filled.map((column) => FILLED[column])];
  const { rowCount } = await tx.query(
    `insert into ${table.name} (${into.join(", ")}) select ${from.join(", ")} from (${given}) g
     order by g.line_number on conflict do nothing`,
    [[...ready]],
  );
  return { left: lines.filter((line) => !ready.has(line)), inserted: rowCount, foreign: ready.size - rowCount };
}

/** Of the state itself, whatever is in the way of an archive of it. */
export async function countStateRows(
  tx: SqlExecutor,
  tables: readonly ArchiveTable[],
  state: StateCode,
): Promise<number> {
  const parts = tables
    .filter(({ name }) => !OF_BOTH.has(name))
    .map((table) => `(select count(*) from (select from ${table.name} t where ${table.owned(state)} limit 1) one)`);
  const { rows } = await tx.query(`select ${parts.join(" + ")} as count`);
  return Number(rows[0]?.count);
}

/** Until the transaction ends: firearm groups come as they were, and nothing settles them anew. */
export async function beginArrival(tx: SqlExecutor): Promise<void> {
  await tx.query("select set_config('ribin.arriving', 'on', true)");
}

export async function insertKeptRecords(
  tx: SqlExecutor,
  of: { readonly ownerState: StateCode; readonly path: string; readonly at: Date },
  lines: readonly string[],
): Promise<void> {
  await tx.query(
    `insert into kept_records (owner_state, path, record, record_sha256, kept_at)
     select $1, $2, l.line::jsonb, encode(sha256(convert_to(l.line, 'UTF8')), 'hex'), $4 from unnest($3::text[]) as l (line)`,
    [of.ownerState, of.path, lines, of.at],
  );
}

/** The trail of this system tells of each custody record that came, so that `ribin audit verify` holds it to its hash from now on. */
export async function recordArchivedCustody(
  tx: SqlExecutor,
  state: StateCode,
  event: { readonly at: Date; readonly requestId: string },
): Promise<void> {
  await tx.query(
    `insert into audit_events (at, actor_kind, actor_id, actor_state, action, target_kind, target_id, owner_states, request_id, detail)
     select $2, 'system', 'system', null, case when corrects is null then 'custody.recorded' else 'custody.corrected' end,
       'exhibit', exhibit_id::text, array[$1], $3, jsonb_build_object('custodyId', id, 'sha256', sha256, 'archived', true)
     from custody_records where owner_state = $1 order by recorded_at, id`,
    [state, event.at, event.requestId],
  );
}

export async function insertKeptTrail(
  tx: SqlExecutor,
  trail: {
    readonly ownerState: StateCode;
    readonly sha256: string;
    readonly sizeBytes: number;
    readonly blobKey: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    "insert into kept_trails (owner_state, sha256, size_bytes, blob_key, kept_at) values ($1, $2, $3, $4, $5) on conflict do nothing",
    [trail.ownerState, trail.sha256, trail.sizeBytes, trail.blobKey, trail.at],
  );
}

export async function listKeptTrails(
  tx: SqlExecutor,
  state: StateCode,
): Promise<readonly { readonly sha256: string; readonly blobKey: string }[]> {
  const { rows } = await tx.query("select sha256, blob_key from kept_trails where owner_state = $1 order by sha256", [
    state,
  ]);
  return rows.map((row) => ({ sha256: String(row.sha256), blobKey: String(row.blob_key) }));
}
