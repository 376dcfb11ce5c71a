/** The search where vectors are held in memory: it lists the nearest of the kind; the database says whom this search may name. */
import { z } from "zod";
import { prepareBestCosine } from "../../domain/turn-vector.ts";
import { stateCodeSchema } from "../../domain/vocabulary.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import type { VectorMemory } from "../../ports/vector-memory.ts";
import { sqlNamedAmong } from "../evidence/exhibit-sides.ts";
import { createVectorSource, decodeHalfVector, readNewVectors } from "./memory-vectors.ts";
import type { Neighbour, SpaceSearch } from "./nearest-features.ts";
import { writeMatching } from "./search-filter.ts";
import { writeAccepts } from "./search-labels.ts";
import { type SearchSpace, sqlIsOfSpace } from "./search-spaces.ts";

/** So many times what is wanted memory lists: of the kind, dates and rights leave most; of a few days one in a hundred. */
const TIMES_WANTED = [2, 20, 200] as const;
/** No list is shorter. */
const LEAST_LISTED = 400;
/** Of those that pass, a few more than are wanted: memory keeps 8 bits a number, and the last places are close. */
const SPARE = 1.1;

/** Where spaces of vectors are held; `sql` reads them there, apart from the search's transaction, and `replica` their pages where there is one. */
export interface HeldVectors {
  readonly memory: VectorMemory;
  readonly sql: SqlExecutor;
  readonly replica?: SqlExecutor | undefined;
}

/** What the memory knows it by. */
export const nameHeldSpace = ({ region, view, model }: SearchSpace): string =>
  [region, view, model.id, model.version].join(" ");

interface HeldSearch {
  readonly vector: Float32Array;
  readonly held: HeldVectors;
}

/** Nearest first. Null where memory does not hold the space; "too few" where the filters leave less than is wanted of what it lists. */
export async function searchMemory(
  tx: SqlExecutor,
  search: SpaceSearch,
  limit: number,
  { vector, held }: HeldSearch,
): Promise<readonly Neighbour[] | "too few" | null> {
  const { space, query } = search;
  const findBest = prepareBestCosine(vector, query.turning ?? null);
  const other = new Float32Array(vector.length);
  for (const most of new Set(TIMES_WANTED.map((times) => Math.max(LEAST_LISTED, times * limit)))) {
    const near = await held.memory.search({
      space: nameHeldSpace(space),
      turning: query.turning ?? null,
      source: createVectorSource(held.sql, space, held.replica),
      readNew: (horizon) => readNewVectors(tx, space, horizon),
      query: vector,
      accepts: writeAccepts(search.mark, query.filter ?? {}, search.ownOnly),
      most,
    });
    if (near === null) return null;
    const passed = await readPassing(tx, search, near.numbers, Math.ceil(SPARE * limit));
    if (passed.length < limit && !near.all) continue;
    const neighbours = passed.map(({ id, owner_state, vector: found }) => ({
      acquisitionId: id,
      ownerState: owner_state,
      similarity: findBest(decodeHalfVector(found, other)),
    }));
    return neighbours.sort((left, right) => right.similarity - left.similarity).slice(0, limit);
  }
  return "too few";
}

const passingSchema = z.object({ id: z.string(), owner_state: stateCodeSchema, vector: z.instanceof(Uint8Array) });

/**
 * The first `most` of the listed that the search may name. Each is looked up by itself, in the list's order, until there are enough; whether a
 * pair may be named is asked once more of the records themselves ("is true", so that the answer is looked up in, and not gone through for each).
 */
async function readPassing(
  tx: SqlExecutor,
  { query, mark, space, ownOnly }: SpaceSearch,
  numbers: readonly number[],
  most: number,
) {
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const text = `with passing as materialized (
      select p.* from unnest(${place(numbers)}::bigint[]) as n (number) cross join lateral (
        select f.acquisition_id as id, f.owner_state, f.vector from features f
        where f.number = n.number and ${sqlIsOfSpace(space)} and ${ownOnly ? "f.own and " : ""}${writeMatching(mark, query.filter ?? {}, place)}
        limit 1) p
      limit ${place(most)}),
    exhibited as materialized (select p.*, a.exhibit_id from passing p join acquisitions a on a.id = p.id)
    select e.id, e.owner_state, halfvec_send(e.vector) as vector from exhibited e where
      (e.exhibit_id in ${sqlNamedAmong("array(select exhibit_id from exhibited)", `${place(mark.ownerState)}::text`, `${place(query.now)}::timestamptz`)}) is true`;
  const { rows } = await tx.query(text, values);
  return rows.map((row) => passingSchema.parse(row));
}
