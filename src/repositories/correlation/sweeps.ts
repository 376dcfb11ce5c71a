/** The passes of the second net: what each was split into, what it found, and what only it found. */
import { z } from "zod";
import { type Region, regionSchema, type StateCode, SWEEP_STATES, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Page, type PageRequest, readPage, readTimeIdKey } from "../page.ts";

export interface Sweep {
  readonly id: string;
  readonly acquisitionId: string;
  readonly ownerState: StateCode;
  readonly region: Region;
  readonly cause: string | null;
  readonly method: string;
  readonly methodVersion: string;
  /** idle: there was nothing to register it with, or it cannot be registered. */
  readonly state: (typeof SWEEP_STATES)[number];
  readonly reason: string | null;
  readonly shards: number;
  readonly shardsDone: number;
  /** Null until done. */
  readonly compared: number | null;
  readonly unreadable: number | null;
  readonly found: number | null;
  readonly added: number | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** It began before all marks of its region had their records, and is done once more when they do. */
  readonly incomplete: boolean;
}

const rowSchema = z.object({
  id: z.string(),
  acquisition_id: z.string(),
  owner_state: stateCodeSchema,
  region: regionSchema,
  cause: z.string().nullable(),
  method: z.string(),
  method_version: z.string(),
  state: z.enum(SWEEP_STATES),
  reason: z.string().nullable(),
  shards: z.number(),
  shards_done: z.number(),
  compared: z.number().nullable(),
  unreadable: z.number().nullable(),
  found: z.number().nullable(),
  added: z.number().nullable(),
  started_at: z.date(),
  finished_at: z.date().nullable(),
  incomplete: z.boolean(),
});

function parseSweep(row: unknown): Sweep {
  const r = rowSchema.parse(row);
  return {
    id: r.id,
    acquisitionId: r.acquisition_id,
    ownerState: r.owner_state,
    region: r.region,
    cause: r.cause,
    method: r.method,
    methodVersion: r.method_version,
    state: r.state,
    reason: r.reason,
    shards: r.shards,
    shardsDone: r.shards_done,
    compared: r.compared,
    unreadable: r.unreadable,
    found: r.found,
    added: r.added,
    startedAt: r.started_at,
    finishedAt: r.finished_at,
    incomplete: r.incomplete,
  };
}

export type NewSweep = Omit<Sweep, "shardsDone" | "compared" | "unreadable" | "found" | "added">;

/** False where the acquisition, cause and method version have had one. */
export async function insertSweep(tx: SqlExecutor, sweep: NewSweep): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into sweeps (id, acquisition_id, owner_state, region, cause, method, method_version, state, reason, shards,
       started_at, finished_at, incomplete)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing`,
    [
      sweep.id,
      sweep.acquisitionId,
      sweep.ownerState,
      sweep.region,
      sweep.cause,
      sweep.method,
      sweep.methodVersion,
      sweep.state,
      sweep.reason,
      sweep.shards,
      sweep.startedAt,
      sweep.finishedAt,
      sweep.incomplete,
    ],
  );
  return rowCount === 1;
}

/** Until the transaction ends: whoever begins a pass sees all records that are there, or is seen by who ends the making of them. */
export async function lockSweepRecords(tx: SqlExecutor, region: Region, to: "begin" | "end"): Promise<void> {
  const shared = to === "begin" ? "_shared" : "";
  await tx.query(`select pg_advisory_xact_lock${shared}(hashtextextended('sweep records of ' || $1::text, 0))`, [
    region,
  ]);
}

/** Passes that are to be done once more, each given once. */
export async function takeIncompleteSweeps(tx: SqlExecutor, region: Region, at: Date): Promise<readonly Sweep[]> {
  const { rows } = await tx.query(
    "update sweeps set repeated_at = $2 where region = $1 and incomplete and repeated_at is null returning *",
    [region, at],
  );
  return rows.map(parseSweep);
}

/** Passes that wait for records. */
export async function countIncompleteSweeps(tx: SqlExecutor): Promise<number> {
  const { rows } = await tx.query(
    "select count(*)::int as waiting from sweeps where incomplete and repeated_at is null",
    [],
  );
  return Number(rows[0]?.waiting);
}

export async function findSweep(tx: SqlExecutor, id: string): Promise<Sweep | null> {
  const { rows } = await tx.query("select * from sweeps where id = $1", [id]);
  return rows[0] === undefined ? null : parseSweep(rows[0]);
}

/** The row, held until the transaction ends: of two last parts one sees the other. */
export async function lockSweep(tx: SqlExecutor, id: string): Promise<Sweep | null> {
  const { rows } = await tx.query("select * from sweeps where id = $1 for update", [id]);
  return rows[0] === undefined ? null : parseSweep(rows[0]);
}

export async function finishSweep(
  tx: SqlExecutor,
  id: string,
  end: { compared: number; unreadable: number; found: number; added: number },
  at: Date,
): Promise<void> {
  await tx.query(
    `update sweeps set state = 'done', compared = $2, unreadable = $3, found = $4, added = $5, finished_at = $6 where id = $1`,
    [id, end.compared, end.unreadable, end.found, end.added, at],
  );
}

/** Newest first; of one state, or of all. */
export async function listSweeps(
  tx: SqlExecutor,
  filter: { readonly state: StateCode | null; readonly acquisitionId?: string | undefined },
  page: PageRequest,
): Promise<Page<Sweep>> {
  const [at, id] = readTimeIdKey(page);
  const { rows } = await tx.query(
    `select * from sweeps where ($1::text is null or owner_state = $1) and ($2::uuid is null or acquisition_id = $2)
       and ($3::timestamptz is null or (started_at, id) < ($3, $4::uuid))
     order by started_at desc, id desc limit $5`,
    [filter.state, filter.acquisitionId ?? null, at, id, page.limit + 1],
  );
  return readPage(rows.map(parseSweep), page, (sweep) => [sweep.startedAt.toISOString(), sweep.id]);
}

/** Pairs of a region that were proposed to examiners, by which net had found them: the watched figure of the two nets. */
export interface NetShare {
  readonly region: Region;
  readonly proposed: number;
  readonly byVectors: number;
  readonly byRegistration: number;
  /** Found by the second net and not by the first: without it nobody had seen them. */
  readonly onlyByRegistration: number;
}

/** Of a state's own evidence, or of all. */
export async function countNetShares(tx: SqlExecutor, state: StateCode | null): Promise<readonly NetShare[]> {
  const { rows } = await tx.query("select * from net_shares($1)", [state]);
  return rows.map((row) => {
    const r = z
      .object({
        region: regionSchema,
        proposed: z.number(),
        by_vectors: z.number(),
        by_registration: z.number(),
        only_by_registration: z.number(),
      })
      .parse(row);
    return {
      region: r.region,
      proposed: r.proposed,
      byVectors: r.by_vectors,
      byRegistration: r.by_registration,
      onlyByRegistration: r.only_by_registration,
    };
  });
}
