/** The search: which acquisitions have the nearest vectors, of those that may be compared and may be told of each other. */
import { z } from "zod";
import { EXCLUDING } from "../domain/class-characteristics.ts";
import type { ExhibitType } from "../domain/vocabulary.ts";
import { type StateCode, stateCodeSchema } from "../domain/vocabulary.ts";
import type { SqlExecutor } from "../ports/sql.ts";
import { sqlMayBeNamed } from "./exhibit-sides.ts";

/** Up to here every vector is looked at; above, the HNSW index finds nearly all of the nearest in a fraction of the time. */
const EXACT_BELOW = 50_000;
const EF_SEARCH = 100;
/** pgvector's own upper bound of ef_search. */
const MAX_EF_SEARCH = 1_000;

/** What one firearm can have marked. A fragment is a bullet's. */
const SEARCHED_TOGETHER: Readonly<Record<ExhibitType, readonly ExhibitType[]>> = {
  "cartridge case": ["cartridge case"],
  shotshell: ["shotshell"],
  bullet: ["bullet", "bullet fragment"],
  "bullet fragment": ["bullet", "bullet fragment"],
  firearm: ["firearm"],
};

export interface NearestQuery {
  /** Its features of the model version must exist. */
  readonly acquisitionId: string;
  readonly exhibitType: ExhibitType;
  readonly model: { readonly id: string; readonly version: string };
  readonly limit: number;
  readonly now: Date;
  /** Rows of the model version from which on the index is used; for tests and measurements. */
  readonly exactBelow?: number;
}

export interface Neighbour {
  readonly acquisitionId: string;
  readonly ownerState: StateCode;
  /** Cosine of the two vectors, -1..1. */
  readonly similarity: number;
}

const neighbourSchema = z.object({ id: z.string(), owner_state: stateCodeSchema, similarity: z.number() });

/** True where the class characteristics of exhibits `q` and `x` exclude a common source: `findExclusion` in SQL. */
const EXCLUDED = EXCLUDING.map((name) => {
  const [q, x] = [`q.characteristics ->> '${name}'`, `x.characteristics ->> '${name}'`];
  return `(${q} <> ${x} and ${q} <> 'Other' and ${x} <> 'Other')`;
}).join(" or ");

/**
 * The nearest of the same region and model version, nearest first. Left out: the query's own exhibit (with its parent and its casts)
 * and case; the same bytes;
 * another kind of exhibit; another group of calibres (an unknown calibre matches all); excluding class characteristics; and
 * every pair of which one side may not be named to the other's state. Call it in a transaction: it sets the index's options.
 */
export async function findNearest(tx: SqlExecutor, query: NearestQuery): Promise<readonly Neighbour[]> {
  const exact = !(await hasAtLeast(tx, query.model, query.exactBelow ?? EXACT_BELOW));
  if (!exact) await prepareIndex(tx, query.limit);
  // Exact: the planner may join as it likes, and the expression keeps it from the index. Approximate: a filter that is a value
  // of its own leaves the order of work as written: the index gives the next nearest, and the filter looks at it.
  const distance = "f.vector <=> (select vector from target)";
  const matching = writeMatching();
  const filter = exact ? `exists (${matching})` : `coalesce((${matching}), false)`;
  const { rows } = await tx.query(
    `with target as materialized (
       select f.vector from features f where f.acquisition_id = $1 and f.model_id = $2 and f.model_version = $3
     )
     select f.acquisition_id as id, f.owner_state, (1 - (${distance}))::real as similarity
     from features f
     where f.model_id = $2 and f.model_version = $3 and f.owner_state = any ($5::text[]) and ${filter}
     order by ${exact ? `(${distance}) + 0` : distance} limit $8`,
    [
      query.acquisitionId,
      query.model.id,
      query.model.version,
      SEARCHED_TOGETHER[query.exhibitType],
      ...(await findScope(tx, query)),
      query.now,
      query.limit,
    ],
  );
  return rows.map((row) => {
    const r = neighbourSchema.parse(row);
    return { acquisitionId: r.id, ownerState: r.owner_state, similarity: r.similarity };
  });
}

/** True where the acquisition of feature `f` may be a candidate of the query's ($1); $4 to $7 as `findNearest` passes them. */
function writeMatching(): string {
  return `select true
    from acquisitions a
      join exhibits x on x.id = a.exhibit_id
      join acquisitions qa on qa.id = $1
      join exhibits q on q.id = qa.exhibit_id
    where a.id = f.acquisition_id and a.region = qa.region and x.type = any ($4::text[])
      and coalesce(x.parent_exhibit_id, x.id) <> coalesce(q.parent_exhibit_id, q.id)
      and x.case_id <> q.case_id and a.sha256 <> qa.sha256
      and (x.calibre_group is null or q.calibre_group is null or x.calibre_group = q.calibre_group)
      and (${EXCLUDED}) is not true
      and ${sqlMayBeNamed("x.id", "$6::text", "$7::timestamptz")}`;
}

/** The states to which the query's own exhibit may be named, and the query's state. */
async function findScope(tx: SqlExecutor, query: NearestQuery): Promise<[StateCode[], StateCode | null]> {
  const { rows } = await tx.query(
    `select s.code, a.owner_state from acquisitions a cross join states s
     where a.id = $1 and ${sqlMayBeNamed("a.exhibit_id", "s.code", "$2::timestamptz")}`,
    [query.acquisitionId, query.now],
  );
  const scope = rows.map((row) => z.object({ code: stateCodeSchema, owner_state: stateCodeSchema }).parse(row));
  return [scope.map((row) => row.code), scope[0]?.owner_state ?? null];
}

async function hasAtLeast(tx: SqlExecutor, model: NearestQuery["model"], count: number): Promise<boolean> {
  const { rows } = await tx.query(
    `select count(*) as n from (select 1 from features where model_id = $1 and model_version = $2 limit $3) counted`,
    [model.id, model.version, count],
  );
  return Number(rows[0]?.n) >= count;
}

async function prepareIndex(tx: SqlExecutor, limit: number): Promise<void> {
  const { rows } = await tx.query("select extversion from pg_extension where extname = 'vector'", []);
  await tx.query(`set local hnsw.ef_search = ${Math.min(MAX_EF_SEARCH, Math.max(EF_SEARCH, limit))}`);
  const [major = 0, minor = 0] = String(rows[0]?.extversion).split(".").map(Number);
  // Since 0.8 the index goes on until the filters have let enough through.
  if (major > 0 || minor >= 8) await tx.query("set local hnsw.iterative_scan = 'strict_order'");
  // The planner takes the filters for far more selective than they are, and would sort every row.
  await tx.query("set local enable_sort = off");
}
