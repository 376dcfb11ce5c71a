/**
 * The search by vectors, `findNearest` itself with its filters, in PostgreSQL at growing sizes: recall against looking at every vector,
 * times, the index's build time and size.
 *   npm run bench -- vectors [--count 1000000] [--queries 200] [--exact 50] [--models DIR]
 */
import { join } from "node:path";
import { findPackageRoot } from "../src/adapters/package-root.ts";
import { loadKernels } from "../src/analysis/kernels/load-kernels.ts";
import { createRandom } from "../src/analysis/random.ts";
import type { Turning } from "../src/domain/turn-vector.ts";
import type { Sql } from "../src/ports/sql.ts";
import { findNearest, type Neighbour } from "../src/repositories/nearest-features.ts";
import { dropSpace, type SearchSpace } from "../src/repositories/search-spaces.ts";
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
  readonly turning: Turning | null;
}

interface Point {
  readonly count: number;
  readonly buildSeconds: number;
  readonly indexBytes: number;
  readonly totalBytes: number;
  readonly recall: number;
  readonly mateRecall: number;
  readonly times: readonly number[];
  readonly exactTimes: readonly number[];
}

export async function measureVectors(args: readonly string[]): Promise<Report> {
  const options = readOptions(args, ["count", "queries", "exact", "models"]);
  const count = options.readNumber("count", 1_000_000);
  const queries = options.readNumber("queries", 200);
  const exact = Math.min(queries, options.readNumber("exact", 50));
  const models = options.readText("models") ?? join(findPackageRoot(), "models");
  const { turning } = await findFaceModel(models);
  const shape = fitVectorShape(await embedSample(models), VECTOR_LENGTH);
  const next = createVectorSource(shape, turning, 1);
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
      points.push(await measurePoint(sql, size, { queries, exact, turning }));
    }
    return describePoints(points, { queries, exact, turning }, await readSetting(sql, "shared_buffers"));
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
    await sql.transaction((tx) => fillRecords(tx, at, end));
    await fillVectors(sql, SPACE, { from: at, to: end }, NO_MARKS, next);
    tell(`vectors: ${end} entered, ${Math.round((performance.now() - started) / 1000)} s`);
  }
  await sql.query("analyze", []);
}

async function measurePoint(sql: Sql, count: number, plan: Plan): Promise<Point> {
  const buildSeconds = await buildIndex(sql, SPACE);
  tell(`vectors: index of ${count} built in ${Math.round(buildSeconds)} s`);
  const random = createRandom(7);
  const picked = Array.from({ length: plan.queries }, () => random.integer(count));
  const search = (n: number, exact: boolean): Promise<readonly Neighbour[]> =>
    sql.transaction((tx) =>
      findNearest(tx, {
        acquisitionId: makeId("a", n),
        model: SPACE.model,
        limit: DEPTH,
        turning: plan.turning,
        now: new Date(),
        exactBelow: exact ? Number.MAX_SAFE_INTEGER : 0,
      }),
    );
  const time = async (n: number, exact: boolean) => {
    const started = performance.now();
    const found = await search(n, exact);
    return { found, milliseconds: performance.now() - started };
  };
  // The first ones read the index from the disk.
  for (const n of picked) await search(n, false);
  const fast: Awaited<ReturnType<typeof time>>[] = [];
  for (const n of picked) fast.push(await time(n, false));
  const exact: Awaited<ReturnType<typeof time>>[] = [];
  const judged = picked.slice(0, plan.exact);
  for (const n of judged) exact.push(await time(n, true));
  const sizes = await sql.query(
    `select pg_relation_size(to_regclass(name_space($1, $2, $3, $4))) as index_bytes, pg_total_relation_size('features') as total_bytes`,
    [SPACE.region, SPACE.view, SPACE.model.id, SPACE.model.version],
  );
  return {
    count,
    buildSeconds,
    indexBytes: Number(sizes.rows[0]?.index_bytes),
    totalBytes: Number(sizes.rows[0]?.total_bytes),
    recall: findMean(judged.map((_, i) => shareFound(fast[i].found, exact[i].found))),
    mateRecall: shareOfMates(judged, fast, exact),
    times: fast.map(({ milliseconds }) => milliseconds),
    exactTimes: exact.map(({ milliseconds }) => milliseconds),
  };
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

function describePoints(points: readonly Point[], plan: Plan, sharedBuffers: string): Report {
  const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;
  const at = (times: readonly number[], share: number): string => findQuantile(times, share).toFixed(1);
  return {
    title: "The search by vectors",
    notes: [
      `\`findNearest\` with the filters of an arrival, ${plan.queries} queries one after the other, each at ${plan.turning?.steps.length ?? 1} turns of its vector, each a transaction of its own; limit ${DEPTH}. Recall@${DEPTH}: share of what looking at every vector finds (same filters) that the index finds, for ${plan.exact} of them. shared_buffers ${sharedBuffers}; the index is built by two processes with 2 GB.`,
      `Drawn: vectors with the mean and the covariance of ${SAMPLE} simulated marks' vectors, ${MATES} exhibits a firearm at cosines of .3 to .9 to the first; two exhibits a case; 14 states by weight; 60 % 9 mm, one calibre in ten unknown; classes of firing pins, a third unknown; 2 % of the cases restricted, one exhibit in ten of a licensed firearm.`,
    ],
    tables: [
      {
        head: [
          "vectors",
          `recall@${DEPTH}`,
          "mates that the exact search lists, found",
          "exact / index, median",
          "index, ms, median / 95 % / 99 %",
          "exact, ms, median / 95 %",
          "build, s",
          "index",
          "table with indexes",
        ],
        rows: points.map((point) => [
          point.count,
          point.recall.toFixed(4),
          point.mateRecall.toFixed(4),
          (findQuantile(point.exactTimes, 0.5) / findQuantile(point.times, 0.5)).toFixed(1),
          `${at(point.times, 0.5)} / ${at(point.times, 0.95)} / ${at(point.times, 0.99)}`,
          `${at(point.exactTimes, 0.5)} / ${at(point.exactTimes, 0.95)}`,
          point.buildSeconds.toFixed(0),
          megabytes(point.indexBytes),
          megabytes(point.totalBytes),
        ]),
      },
    ],
    plots: {
      vectors: drawBenchChart({ title: "Search by vectors, filters on", x: "vectors", y: "milliseconds a search" }, [
        { name: "median", points: points.map(({ count: x, times }) => ({ x, y: findQuantile(times, 0.5) })) },
        { name: "95 %", points: points.map(({ count: x, times }) => ({ x, y: findQuantile(times, 0.95) })) },
      ]),
    },
  };
}
