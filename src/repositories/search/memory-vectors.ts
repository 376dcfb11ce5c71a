/** The vectors of a space by their numbers, for the processes that hold them in memory. */
import { z } from "zod";
import type { SqlExecutor } from "../../ports/sql.ts";
import type { NewVectors, NumberedVector, VectorSource } from "../../ports/vector-memory.ts";
import { SQL_LABELS } from "./search-labels.ts";
import { type SearchSpace, sqlIsOfSpace } from "./search-spaces.ts";

/** Vectors a page: some 5 MB on the way. */
const PAGE = 5_000;
/** Of what was removed nothing is held: it comes under another number where it is restored. */
const HELD = "not f.removed";
/** What a search takes up by itself; a mass of new vectors is read in pages again. */
const MOST_NEW = 20_000;
/** What pgvector sends ahead of a vector's numbers: how many there are, and two bytes that are not used. */
const HEADER_BYTES = 4;

const rowSchema = z.object({
  number: z.coerce.number(),
  vector: z.instanceof(Uint8Array),
  owner: z.string(),
  kind: z.string(),
});
const horizonSchema = z.object({ horizon: z.string() });

/**
 * Reads apart from any transaction. The pages may come from a replica: it lags, and so does the horizon that it tells, behind which the
 * search takes up from the database itself whatever the pages do not show yet. A page of a replica that is behind that horizon (of
 * several, each lags by its own) would hide what no later look shows: it is read again from the database.
 *
 * What still stands the database alone tells: a vector that a replica has not yet is not gone.
 */
export function createVectorSource(sql: SqlExecutor, space: SearchSpace, replica: SqlExecutor = sql): VectorSource {
  let horizon = "0";
  async function readPageOf(executor: SqlExecutor, after: number) {
    const { rows } = await executor.query(
      `select s.horizon, p.* from (select pg_snapshot_xmin(pg_current_snapshot())::text as horizon) s left join lateral (
         select f.number, halfvec_send(f.vector) as vector, ${SQL_LABELS} from features f
         where f.number > $1 and ${HELD} and ${sqlIsOfSpace(space)} order by f.number limit ${PAGE}) p on true order by p.number`,
      [after],
    );
    const vectors = rows.filter(({ number }) => number !== null).map(parseVector);
    return { vectors, horizon: horizonSchema.parse(rows[0]).horizon };
  }
  return {
    async readHorizon() {
      const { rows } = await replica.query("select pg_snapshot_xmin(pg_current_snapshot())::text as horizon", []);
      ({ horizon } = horizonSchema.parse(rows[0]));
      return horizon;
    },
    async readPage(after) {
      const page = await readPageOf(replica, after);
      if (BigInt(page.horizon) >= BigInt(horizon)) return page.vectors;
      return (await readPageOf(sql, after)).vectors;
    },
    async readStanding(numbers) {
      const { rows } = await sql.query(
        `select f.number from features f where f.number = any ($1::bigint[]) and ${HELD} and ${sqlIsOfSpace(space)}`,
        [numbers],
      );
      return rows.map((row) => Number(row.number));
    },
  };
}

/**
 * What was stored since `horizon`, and the next one, of one snapshot. What another database's counter stamped (a restored back-up) lies
 * beyond this one's and was read with the pages. The horizon stands in a question of its own: else each would be planned anew, for it tells
 * the planner that there is next to nothing, and planning takes longer than all else.
 */
export async function readNewVectors(tx: SqlExecutor, space: SearchSpace, horizon: string): Promise<NewVectors> {
  const { rows } = await tx.query(
    `with seen as (select pg_current_snapshot() as snapshot)
     select pg_snapshot_xmin(s.snapshot)::text as horizon, f.number, halfvec_send(f.vector) as vector, ${SQL_LABELS}
     from seen s left join features f on f.entered >= (select $1::xid8) and f.entered < pg_snapshot_xmax(s.snapshot) and ${HELD}
       and ${sqlIsOfSpace(space)}
     limit ${MOST_NEW + 1}`,
    [horizon],
  );
  return {
    horizon: horizonSchema.parse(rows[0]).horizon,
    vectors: rows.filter(({ number }) => number !== null).map(parseVector),
    more: rows.length > MOST_NEW,
  };
}

function parseVector(row: unknown): NumberedVector {
  const { number, vector, owner, kind } = rowSchema.parse(row);
  return { number, vector: decodeHalfVector(vector), labels: { owner, kind } };
}

/** `halfvec_send`: 16-bit floats, the higher byte first. Into `vector`, for who looks at many, one after the other. */
export function decodeHalfVector(
  bytes: Uint8Array,
  vector = new Float32Array((bytes.length - HEADER_BYTES) / 2),
): Float32Array {
  for (let i = 0, at = HEADER_BYTES; i < vector.length; i++, at += 2)
    vector[i] = HALVES[(bytes[at] << 8) | bytes[at + 1]];
  return vector;
}

/** The value of every 16-bit float (IEEE 754 binary16). */
const HALVES = Float32Array.from({ length: 65_536 }, (_, bits) => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  if (exponent === 31) return Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -14 : (1 + fraction) * 2 ** (exponent - 15));
});
