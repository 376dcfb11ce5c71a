/**
 * The search by vectors, `findNearest` itself with its filters, in PostgreSQL at growing sizes: by vectors held in memory, by the index, and
 * by looking at every row; recall and times, and what memory and index take.
 *   npm run bench -- vectors [--count 1000000] [--queries 200] [--exact 50] [--indexed 100000] [--models DIR]
 */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findPackageRoot } from "../src/adapters/package-root.ts";
import { createPinoLog } from "../src/adapters/pino/pino-log.ts";
import { loadKernels } from "../src/analysis/kernels/load-kernels.ts";
import { createRandom } from "../src/analysis/random.ts";
import { composeVectorMemory } from "../src/compose-search.ts";
import type { Turning } from "../src/domain/turn-vector.ts";
import type { Sql } from "../src/ports/sql.ts";
import type { VectorMemory } from "../src/ports/vector-memory.ts";
import { findNearest, type NearestQuery, type Neighbour } from "../src/repositories/search/nearest-features.ts";
import { dropSpace, type SearchSpace } from "../src/repositories/search/search-spaces.ts";
import { createGallery } from "./gallery/gallery-mark.ts";
import { VECTOR_LENGTH } from "./gallery/gallery-store.ts";
import { findFaceModel, openRecordMakers, toSource } from "./gallery/record-makers.ts";
import { type Report, readOptions, tell } from "./support/bench.ts";
import { drawBenchChart } from "./support/draw-chart.ts";
import { findMean, findQuantile } from "./support/mark-statistics.ts";
import { createBenchDatabase } from "./support/servers.ts";
import { createVectorSource, fitVectorShape, MATES } from "./vectors/draw-vectors.ts";
import { buildIndex, fillLabs, fillRecords, fillVectors, makeId, type PreparedAs } from "./vectors/fill-database.ts";

/** Simulated marks whose vectors the million is drawn after. */
const SAMPLE = 2_000;
const SMALLEST = 10_000;
const DEPTH = 100;
const SPACE: SearchSpace = { region: "BreechFace", view: "surface", model: { id: "bench", version: "1.0.0" } };

/** Nothing is compared here: no mark stands behind a vector. */
const NO_MARKS: PreparedAs = { preparation: "bench", preparationVersion: "1.0.0", keyOf: () => "bench" };

interface Plan {
  readonly queries: number;
  /** Of these, how many are held against looking at every vector. */
  readonly exact: number;
  /** The index is built up to so many vectors. */
  readonly indexed: number;
  readonly threads: number;
  readonly turning: Turning | null;
}

/** What one way of searching came to. */
interface Way {
  readonly times: readonly number[];
  /** Of what looking at every row finds. */
  readonly recall: number;
  readonly mateRecall: number;
}

interface Point {
  readonly count: number;
  readonly memory: Way & { readonly readSeconds: number };
  readonly index: (Way & { readonly buildSeconds: number; readonly bytes: number }) | null;
  readonly tableBytes: number;
  readonly exactTimes: readonly number[];
}

export async function measureVectors(args: readonly string[]): Promise<Report> {
  const options = readOptions(args, ["count", "queries", "exact", "indexed", "threads", "models"]);
  const count = options.readNumber("count", 1_000_000);
  const queries = options.readNumber("queries", 200);
  const exact = Math.min(queries, options.readNumber("exact", 50));
  const indexed = options.readNumber("indexed", 100_000);
  const threads = options.readNumber("threads", 2);
  const models = options.readText("models") ?? join(findPackageRoot(), "models");
  const { turning } = await findFaceModel(models);
  const shape = fitVectorShape(await embedSample(models), VECTOR_LENGTH);
  const next = createVectorSource(shape, turning, 1);
  const plan: Plan = { queries, exact, indexed, threads, turning };
  const database = await createBenchDatabase();
  try {
    const { sql } = database;
    await fillLabs(sql);
    const points: Point[] = [];
    let filled = 0;
    for (const size of listSizes(count)) {
      await sql.transaction((tx) => dropSpace(tx, SPACE));
      await fill(sql, filled, size, next);
      filled = size;
      points.push(await measurePoint(sql, size, plan));
    }
    return describePoints(points, plan, await readSetting(sql, "shared_buffers"));
  } finally {
    await database.drop();
  }
}

/** Powers of ten up to `count`, and `count`. */
function listSizes(count: number): number[] {
  const sizes: number[] = [];
  for (let size = SMALLEST; size < count; size *= 10) sizes.push(size);
  return [...sizes, count];
}

async function embedSample(models: string): Promise<Float32Array> {
  const makeMark = createGallery(loadKernels());
  const [maker] = await openRecordMakers({ models: [models], sweep: false });
  const sample = new Float32Array(SAMPLE * VECTOR_LENGTH);
  for (let i = 0; i < SAMPLE; i++) {
    const bytes = (await maker?.make(toSource(makeMark(i)))) ?? new Uint8Array();
    sample.set(new Float32Array(bytes.buffer, bytes.byteOffset, VECTOR_LENGTH), i * VECTOR_LENGTH);
  }
  return sample;
}

async function fill(sql: Sql, from: number, to: number, next: () => Float32Array): Promise<void> {
  const started = performance.now();
  const step = 100_000;
  for (let at = from; at < to; at += step) {
    const end = Math.min(to, at + step);
    // Two exhibits a case, which is entered with the first of them.
    const middle = 2 * Math.round((at + end) / 4);
    const halves = [[at, middle] as const, [middle, end] as const];
    await Promise.all(halves.map(([first, last]) => sql.transaction((tx) => fillRecords(tx, first, last))));
    await fillVectors(sql, SPACE, { from: at, to: end }, NO_MARKS, next);
    tell(`vectors: ${end} entered, ${Math.round((performance.now() - started) / 1000)} s`);
  }
  await sql.query("analyze", []);
}

async function measurePoint(sql: Sql, count: number, plan: Plan): Promise<Point> {
  const random = createRandom(7);
  const picked = Array.from({ length: plan.queries }, () => random.integer(count));
  const judged = picked.slice(0, plan.exact);
  const bare = { model: SPACE.model, limit: DEPTH, turning: plan.turning, now: new Date() };
  const search = async (n: number, options: Pick<NearestQuery, "exactBelow" | "held">): Promise<Search> => {
    const started = performance.now();
    const found = await sql.transaction((tx) =>
      findNearest(tx, { acquisitionId: makeId("a", n), ...bare, ...options }),
    );
    return { found, milliseconds: performance.now() - started };
  };
  const exact: Search[] = [];
  for (const n of judged) exact.push(await search(n, { exactBelow: Number.MAX_SAFE_INTEGER }));
  const measure = async (options: Pick<NearestQuery, "exactBelow" | "held">): Promise<Way> => {
    // The first ones read from the disk and warm the compiler.
    for (const n of picked) await search(n, options);
    const fast: Search[] = [];
    for (const n of picked) fast.push(await search(n, options));
    return {
      times: fast.map(({ milliseconds }) => milliseconds),
      recall: findMean(judged.map((_, i) => shareFound(fast[i].found, exact[i].found))),
      mateRecall: shareOfMates(judged, fast, exact),
    };
  };
  const { memory, readSeconds } = await openMemory(sql, plan, (held) => search(picked[0], { exactBelow: 0, held }));
  const byMemory = await measure({ exactBelow: 0, held: { memory, sql } });
  await memory.close();
  tell(`vectors: ${count} in memory: ${findQuantile(byMemory.times, 0.5).toFixed(1)} ms`);
  const tableBytes = await readSize(
    sql,
    "(select sum(pg_total_relation_size(relid)) from pg_partition_tree('features'))",
  );
  let index: Point["index"] = null;
  if (count <= plan.indexed) {
    const buildSeconds = await buildIndex(sql, SPACE);
    tell(`vectors: index of ${count} built in ${Math.round(buildSeconds)} s`);
    const { region, view, model } = SPACE;
    const bytes = await readSize(
      sql,
      `pg_relation_size(to_regclass(name_space('${region}', '${view}', '${model.id}', '${model.version}')))`,
    );
    index = { ...(await measure({ exactBelow: 0 })), buildSeconds, bytes };
  }
  return {
    count,
    memory: { ...byMemory, readSeconds },
    index,
    tableBytes,
    exactTimes: exact.map(({ milliseconds }) => milliseconds),
  };
}

interface Search {
  readonly found: readonly Neighbour[];
  readonly milliseconds: number;
}

/** Searches until memory holds the space; then every search is answered from it. */
async function openMemory(
  sql: Sql,
  { threads }: Plan,
  search: (held: NonNullable<NearestQuery["held"]>) => Promise<unknown>,
): Promise<{ memory: VectorMemory; readSeconds: number }> {
  const log = createPinoLog("silent");
  const inner = composeVectorMemory({ threads, searchMemoryBytes: 2 ** 33 }, log);
  let answered = false;
  const memory: VectorMemory = {
    holds: (space) => inner.holds(space),
    async search(given) {
      const found = await inner.search(given);
      answered = found !== null;
      if (!answered) throw new NotYet();
      return found;
    },
    forgetGone: () => inner.forgetGone(),
    close: () => inner.close(),
  };
  const started = performance.now();
  while (!answered) {
    await search({ memory, sql }).catch((error: unknown) => {
      if (!(error instanceof NotYet)) throw error;
    });
    await sleep(20);
  }
  return { memory, readSeconds: (performance.now() - started) / 1000 };
}

/** The bench measures memory: no search falls back to the database. */
class NotYet extends Error {}

async function readSize(sql: Sql, expression: string): Promise<number> {
  const { rows } = await sql.query(`select ${expression} as bytes`, []);
  return Number(rows[0]?.bytes);
}

/** Share of what looking at every vector finds that the index finds too. */
function shareFound(fast: readonly Neighbour[], exact: readonly Neighbour[]): number {
  const ids = new Set(fast.map(({ acquisitionId }) => acquisitionId));
  return exact.length === 0 ? 1 : exact.filter(({ acquisitionId }) => ids.has(acquisitionId)).length / exact.length;
}

/** The same, of the query's own mates alone: those that the exact search lists. */
function shareOfMates(
  picked: readonly number[],
  fast: readonly { found: readonly Neighbour[] }[],
  exact: readonly { found: readonly Neighbour[] }[],
): number {
  let [found, listed] = [0, 0];
  for (const [i, n] of picked.entries()) {
    const first = n - (n % MATES);
    const mates = new Set(Array.from({ length: MATES }, (_, k) => makeId("a", first + k)));
    const own = exact[i].found.filter(({ acquisitionId }) => mates.has(acquisitionId));
    const ids = new Set(fast[i].found.map(({ acquisitionId }) => acquisitionId));
    listed += own.length;
    found += own.filter(({ acquisitionId }) => ids.has(acquisitionId)).length;
  }
  return listed === 0 ? Number.NaN : found / listed;
}

async function readSetting(sql: Sql, name: string): Promise<string> {
  const { rows } = await sql.query("select current_setting($1) as value", [name]);
  return String(rows[0]?.value);
}

const findMedian = (times: readonly number[]): number => findQuantile(times, 0.5);
const writeMegabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;
const writeThree = (times: readonly number[]): string => writeQuantiles(times, 0.5, 0.95, 0.99);
const writeQuantiles = (times: readonly number[], ...shares: readonly number[]): string =>
  shares.map((share) => findQuantile(times, share).toFixed(1)).join(" / ");

/** Of the sizes at which an index was built. */
function describeIndex(indexed: readonly Point[]): Report["tables"][number] {
  return {
    head: [
      "vectors",
      `recall@${DEPTH} by the index`,
      "mates that every row lists, found by the index (by memory)",
      "every row / index, median",
      "index, ms, median / 95 % / 99 %",
      "build, s",
      "index",
    ],
    rows: indexed.map(({ count, index, memory, exactTimes }) => [
      count,
      index?.recall.toFixed(4) ?? "-",
      `${index?.mateRecall.toFixed(4)} (${memory.mateRecall.toFixed(4)})`,
      (findMedian(exactTimes) / findMedian(index?.times ?? [])).toFixed(1),
      writeThree(index?.times ?? []),
      index?.buildSeconds.toFixed(0) ?? "-",
      writeMegabytes(index?.bytes ?? 0),
    ]),
  };
}

function describePoints(points: readonly Point[], plan: Plan, sharedBuffers: string): Report {
  const indexed = points.filter(({ index }) => index !== null);
  return {
    title: "The search by vectors",
    notes: [
      `\`findNearest\` with the filters of an arrival, ${plan.queries} queries one after the other, each at ${plan.turning?.steps.length ?? 1} turns of its vector, each a transaction of its own; limit ${DEPTH}. Memory: the vectors at 8 bits a number in this process, scanned by ${plan.threads} threads; it leaves out by state, category, type, calibre and class what PostgreSQL, which applies all filters to its list and measures that again, would refuse. Recall@${DEPTH}: share of what looking at every row finds (same filters), for ${plan.exact} of the queries. shared_buffers ${sharedBuffers}${indexed.length === 0 ? "" : `; the index is built by two processes with 2 GB${indexed.length < points.length ? `, up to ${plan.indexed}` : ""}`}.`,
      `Drawn: vectors with the mean and the covariance of ${SAMPLE} simulated marks' vectors, ${MATES} exhibits a firearm at cosines of .3 to .9 to the first; two exhibits a case; 14 states by weight; 60 % 9 mm, one calibre in ten unknown; classes of firing pins, a third unknown; 2 % of the cases restricted, one exhibit in ten of a licensed firearm.`,
    ],
    tables: [
      {
        head: [
          "vectors",
          `recall@${DEPTH} by memory`,
          "every row / memory, median",
          "memory, ms, median / 95 % / 99 %",
          "every row, ms, median / 95 %",
          "read into memory, s",
          "table",
        ],
        rows: points.map(({ count, memory, exactTimes, tableBytes }) => [
          count,
          memory.recall.toFixed(4),
          (findMedian(exactTimes) / findMedian(memory.times)).toFixed(1),
          writeThree(memory.times),
          writeQuantiles(exactTimes, 0.5, 0.95),
          memory.readSeconds.toFixed(1),
          writeMegabytes(tableBytes),
        ]),
      },
      ...(indexed.length === 0 ? [] : [describeIndex(indexed)]),
    ],
    plots: {
      vectors: drawBenchChart({ title: "Search by vectors, filters on", x: "vectors", y: "milliseconds a search" }, [
        { name: "memory, median", points: points.map(({ count: x, memory }) => ({ x, y: findMedian(memory.times) })) },
        {
          name: "memory, 95 %",
          points: points.map(({ count: x, memory }) => ({ x, y: findQuantile(memory.times, 0.95) })),
        },
        {
          name: "every row, median",
          points: points.map(({ count: x, exactTimes }) => ({ x, y: findMedian(exactTimes) })),
        },
      ]),
    },
  };
}
