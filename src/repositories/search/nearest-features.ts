/** The search: which acquisitions have the nearest vectors, of those that may be compared and may be told of each other. */
import { z } from "zod";
import { type Turning, turnVector } from "../../domain/turn-vector.ts";
import { type StateCode, stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { sqlNamedAmong } from "../evidence/exhibit-sides.ts";
import { decodeHalfVector } from "./memory-vectors.ts";
import { type HeldVectors, nameHeldSpace, searchMemory } from "./nearest-in-memory.ts";
import { type SearchFilter, writeMatching } from "./search-filter.ts";
import { estimateOfCalibre, hasAbout, type ModelVersion, type SearchSpace, sqlIsOfSpace } from "./search-spaces.ts";
import { findSearchedMark, type SearchedMark } from "./searched-mark.ts";

/** Up to about here every vector is looked at, by the database; above, memory or the index find the nearest in a fraction of the time. */
const EXACT_BELOW = 20_000;
/**
 * The same where the query is turned and the vectors are not in memory. Looking at all is faster than a walk for each turn, and misses nothing: at 100,000 the index lost one
 * mate in eight, for nothing in these whitened vectors leads a walk towards the few that lie near (docs/benchmarks.md).
 */
const EXACT_BELOW_TURNED = 1_000_000;
/** Vectors that the index keeps in sight; more find more and take longer (docs/benchmarks.md). */
const EF_SEARCH = 200;
/** For a short walk. */
const EF_SHORT = 100;
/** A short walk brings so many times its even share of the nearest. */
const SPREAD = 4;
/** pgvector's own upper bound of ef_search. */
const MAX_EF_SEARCH = 1_000;
/** So many that the filters refused, and the rest is looked at one by one: a rare calibre has few, and none may be missed. */
const MAX_SCANNED = 20_000;
/** Of a view in which the mark has no vector of its own, only so many: a vector of another view tells next to nothing. */
const LIMIT_ACROSS_VIEWS = 50;

export interface NearestQuery {
  /** Without features of the model version nothing is found. */
  readonly acquisitionId: string;
  readonly model: ModelVersion;
  readonly limit: number;
  readonly now: Date;
  /** Narrower or wider than the search on arrival. */
  readonly filter?: SearchFilter;
  /** Of a model whose vectors know their mark's turn: the query is turned through its steps, and the best counts. */
  readonly turning?: Turning | null;
  /** Vectors of a space from which on memory or its index is used; for tests and measurements. */
  readonly exactBelow?: number;
  /** Where spaces of vectors are held in memory. */
  readonly held?: HeldVectors;
}

export interface Neighbour {
  readonly acquisitionId: string;
  readonly ownerState: StateCode;
  /** Cosine of the two vectors, -1..1; at the turn that makes it largest. */
  readonly similarity: number;
}

const neighbourSchema = z.object({ id: z.string(), owner_state: stateCodeSchema, similarity: z.number() });

/**
 * The nearest of the same region and model version, nearest first. Left out: the query's own exhibit (with its parent and its casts)
 * and case; the same bytes; another kind of exhibit; another group of calibres (an unknown calibre matches all); excluding class
 * characteristics; what the filter leaves out; and every pair of which one side may not be named to the other's state. Call it in a
 * transaction: it sets the index's options.
 */
export async function findNearest(tx: SqlExecutor, query: NearestQuery): Promise<readonly Neighbour[]> {
  const mark = await findSearchedMark(tx, query);
  if (mark === null) return [];
  const found = new Map<string, Neighbour>();
  for (const view of mark.views) {
    const space = { region: mark.region, view: view.name, model: query.model };
    const search = { query, mark, space, vectorOf: view.vectorOf, ownOnly: view.name !== mark.view };
    const limit = view.vectorOf === view.name ? query.limit : Math.min(query.limit, LIMIT_ACROSS_VIEWS);
    keepBest(found, await searchSpace(tx, search, limit));
  }
  return sortNearest([...found.values()]);
}

function keepBest(found: Map<string, Neighbour>, neighbours: readonly Neighbour[]): void {
  for (const each of neighbours) {
    if ((found.get(each.acquisitionId)?.similarity ?? -2) < each.similarity) found.set(each.acquisitionId, each);
  }
}

function sortNearest(neighbours: Neighbour[]): Neighbour[] {
  return neighbours.sort((left, right) => right.similarity - left.similarity);
}

export interface SpaceSearch {
  readonly query: NearestQuery;
  readonly mark: SearchedMark;
  readonly space: SearchSpace;
  /** The view of which the query's vector is taken. */
  readonly vectorOf: string;
  /** Only pictures as they were acquired: what was made of one is met in the view that it was acquired in. */
  readonly ownOnly: boolean;
}

async function searchSpace(tx: SqlExecutor, search: SpaceSearch, limit: number): Promise<readonly Neighbour[]> {
  const { turning, exactBelow: given, held } = search.query;
  const vector = turning || held ? await readVector(tx, search) : null;
  const turned = () => (vector && turning ? turnVector(vector, turning) : null);
  const lookAtEach = () => runSearch(tx, search, limit, { exact: true, turned: turned() });
  const few = given ?? EXACT_BELOW;
  const isMany = few <= 1 || held?.memory.holds(nameHeldSpace(search.space)) || (await hasAbout(tx, search.space, few));
  if (isMany) {
    if (vector !== null && held !== undefined) {
      const found = await searchMemory(tx, search, limit, { vector, held });
      if (found === "too few") return lookAtEach();
      if (found !== null) return found;
    }
    // Of a rare calibre the database looks at each one; with a bound of 0 or 1 (tests, measurements) nothing is rare.
    const matching = await estimateMatching(tx, search);
    const areMany = (bound: number) => bound <= 1 || matching >= bound / 2;
    const bound = given ?? (vector === null || !turning ? EXACT_BELOW : EXACT_BELOW_TURNED);
    if (areMany(bound) && (await hasAbout(tx, search.space, bound))) {
      const found = await walkIndex(tx, search, limit, turned());
      if (found !== null) return found;
    }
  }
  return lookAtEach();
}

/** About how many vectors of the space the calibre leaves. */
async function estimateMatching(tx: SqlExecutor, { query, mark, space }: SpaceSearch): Promise<number> {
  if (query.filter?.calibres === "any" || mark.calibreGroup === null) return Number.POSITIVE_INFINITY;
  return estimateOfCalibre(tx, space, mark.calibreGroup);
}

/**
 * The index knows one place to start from: each turn of the query is a walk of its own. The nearest are spread over the turns, so that
 * each walk is a short one at first; one that might hold more of them is done once more, whole. Null where the filters refused so
 * much that a walk ended before it had enough.
 */
async function walkIndex(
  tx: SqlExecutor,
  search: SpaceSearch,
  limit: number,
  turned: readonly Float32Array[] | null,
): Promise<readonly Neighbour[] | null> {
  const walk = async (vector: Float32Array | null, most: number) => {
    const nearest = await runSearch(tx, search, most, { exact: false, turned: vector && [vector] });
    return nearest.length < most ? null : nearest;
  };
  if (turned === null || turned.length === 1) {
    await prepareIndex(tx, Math.max(EF_SEARCH, limit));
    return walk(turned?.[0] ?? null, limit);
  }
  const short = Math.min(limit, Math.ceil((limit * SPREAD) / turned.length));
  await prepareIndex(tx, Math.max(EF_SHORT, short));
  const found = new Map<string, Neighbour>();
  const ends: { readonly vector: Float32Array; readonly similarity: number }[] = [];
  for (const vector of turned) {
    const nearest = await walk(vector, short);
    if (nearest === null) return null;
    keepBest(found, nearest);
    ends.push({ vector, similarity: nearest.at(-1)?.similarity ?? -1 });
  }
  const best = () => sortNearest([...found.values()]).slice(0, limit);
  await prepareIndex(tx, Math.max(EF_SEARCH, limit));
  for (const { vector, similarity } of ends.sort((left, right) => right.similarity - left.similarity)) {
    const kept = best();
    if (short === limit || (kept.length === limit && similarity <= (kept.at(-1)?.similarity ?? 1))) continue;
    const nearest = await walk(vector, limit);
    if (nearest === null) return null;
    keepBest(found, nearest);
  }
  return best();
}

async function readVector(
  tx: SqlExecutor,
  { query: { acquisitionId, model }, mark, vectorOf }: SpaceSearch,
): Promise<Float32Array> {
  if (vectorOf === mark.view) return mark.vector;
  const { rows } = await tx.query(
    `select halfvec_send(t.vector) as vector from features t
     where t.acquisition_id = $1 and t.model_id = $2 and t.model_version = $3 and t.view = $4`,
    [acquisitionId, model.id, model.version, vectorOf],
  );
  return decodeHalfVector(z.object({ vector: z.instanceof(Uint8Array) }).parse(rows[0]).vector);
}

/** How a search looks. */
interface Look {
  /** At every vector that matches, rather than along the index. */
  readonly exact: boolean;
  /** The query at its turns; null: as it is stored. */
  readonly turned?: readonly Float32Array[] | null;
}

async function runSearch(
  tx: SqlExecutor,
  search: SpaceSearch,
  limit: number,
  look: Look,
): Promise<readonly Neighbour[]> {
  const { text, values } = writeSearch(search, limit, look);
  const { rows } = await tx.query(text, values);
  const found = rows.map((row) => {
    const r = neighbourSchema.parse(row);
    return { acquisitionId: r.id, ownerState: r.owner_state, similarity: r.similarity };
  });
  return sortNearest(found);
}

/**
 * The statement, for the search and for who wants to see its plan. What `features` tells decides while the index is walked; whether a
 * pair may be named is asked once more of the records themselves, for the few that were found.
 */
export function writeSearch(
  { query, mark, space, vectorOf, ownOnly }: SpaceSearch,
  limit: number,
  { exact, turned = null }: Look,
): { readonly text: string; readonly values: unknown[] } {
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const stored = () => `(select t.vector from features t where t.acquisition_id = ${place(query.acquisitionId)}
    and t.model_id = ${place(query.model.id)} and t.model_version = ${place(query.model.version)} and t.view = ${place(vectorOf)})`;
  const targets = turned === null ? [stored()] : turned.map((vector) => `${place(vector)}::halfvec`);
  const distances = targets.map((target) => `f.vector <=> ${target}`);
  const distance = distances.length === 1 ? distances[0] : `least(${distances.join(", ")})`;
  const matching = writeMatching(mark, query.filter ?? {}, place);
  const text = `with nearest as materialized (
      select f.acquisition_id, f.owner_state, ${distance} as distance from features f
      where ${sqlIsOfSpace(space)} and ${ownOnly ? "f.own and " : ""}${matching}
      order by ${exact ? `(${distance}) + 0` : distance} limit ${place(limit)}),
    exhibited as materialized (select n.*, a.exhibit_id from nearest n join acquisitions a on a.id = n.acquisition_id)
    select e.acquisition_id as id, e.owner_state, (1 - e.distance)::real as similarity from exhibited e where e.exhibit_id in
      ${sqlNamedAmong("array(select exhibit_id from exhibited)", `${place(mark.ownerState)}::text`, `${place(query.now)}::timestamptz`)}`;
  return { text, values };
}

/** Of the transaction. The planner takes the filters for far more selective than they are, and would sort every row. */
async function prepareIndex(tx: SqlExecutor, inSight: number): Promise<void> {
  const ef = Math.min(MAX_EF_SEARCH, inSight);
  await tx.query(
    `select set_config('enable_sort', 'off', true), set_config('jit', 'off', true), set_config('hnsw.ef_search', $1, true),
       set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.max_scan_tuples', $2, true)`,
    [String(ef), String(MAX_SCANNED)],
  );
}
