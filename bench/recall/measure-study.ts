/** One study among the gallery: every mate's rank by each net, and what verification puts first of what they found. */
import { basename } from "node:path";
import { encodePreparedMark } from "../../src/analysis/compare/prepared-mark-codec.ts";
import { loadKernels } from "../../src/analysis/kernels/load-kernels.ts";
import { composeAnalysis } from "../../src/compose-analysis.ts";
import { createGallery } from "../gallery/gallery-mark.ts";
import { readVectors } from "../gallery/gallery-store.ts";
import { packRecords } from "../gallery/packed-records.ts";
import { nameVectors, openRecordMakers, toSource } from "../gallery/record-makers.ts";
import { tell } from "../support/bench.ts";
import { measureCosines, prepareRealMarks, type RealMark } from "../support/real-marks.ts";
import { countAhead, type MatePair } from "./rank-mates.ts";
import { openSweepPool, type SweepPool } from "./sweep-pool.ts";

/** Marks in a message to the pool that verifies. */
const BATCH = 8;

export interface RecallSettings {
  readonly folder: string;
  readonly sizes: readonly number[];
  readonly seeds: readonly number[];
  /** How many each net hands on to verification. */
  readonly listed: number;
  /** Queries of each study whose lists are verified. */
  readonly verified: number;
  /** Queries of each study for which the exhaustive pass runs, spread over the firearms. */
  readonly passed: number;
  /** Whether a random half of every real mark is taken away. */
  readonly halve: boolean;
  readonly threads: number;
}

export interface StudyRecall {
  readonly study: string;
  readonly pairs: readonly MatePair[];
  readonly verified: { readonly queries: number; readonly first: number; readonly firstByVectors: number };
  readonly model: string;
}

/** `dataset`: the folder of a study; `models`: of the model that its vectors are made by. */
export async function measureStudy(dataset: string, models: string, settings: RecallSettings): Promise<StudyRecall> {
  const { folder, sizes, seeds, threads } = settings;
  const count = sizes[sizes.length - 1] ?? 0;
  const kind = await nameVectors(models);
  const vectors = await readVectors(folder, kind, count);
  const [maker] = await openRecordMakers({ models: [], sweep: true });
  const pool = openSweepPool({ folder, count, threads });
  const verify = await openVerifier(threads);
  const pairs: MatePair[] = [];
  const verified = { queries: 0, first: 0, firstByVectors: 0 };
  let verifying: Promise<void> = Promise.resolve();
  try {
    for (const [turn, seed] of seeds.entries()) {
      const marks = await prepareRealMarks(dataset, seed, models, settings.halve);
      const pack = packRecords(
        await Promise.all(marks.map(async ({ mark }) => (await maker?.make(toSource(mark))) ?? new Uint8Array())),
      );
      const choose = (count: number) => (turn === 0 ? chooseQueries(marks, count) : new Set<RealMark>());
      const [chosen, swept] = [choose(settings.verified), choose(settings.passed)];
      for (const [i, query] of marks.entries()) {
        const cosines = measureCosines(query.turned, vectors, count);
        const own = Float32Array.from(marks, (other) =>
          other === query ? -2 : (measureCosines(query.turned, other.vector, 1)[0] ?? -2),
        );
        const pass = swept.has(query) ? await sweepOne(pool, query, pack, i) : null;
        const ranked = rankMates(marks, i, { cosines, own }, pass, sizes);
        pairs.push(...ranked);
        if (!chosen.has(query) && pass === null) continue;
        // Of a run that is cut short this is all that there is.
        const last = (ranks: readonly number[] | null) => ranks?.at(-1) ?? "-";
        const ranks = ranked.map(({ vectors: v, registration }) => `${last(v)}/${last(registration)}`);
        tell(`recall: ${query.exhibit}: its mates' ranks by vectors/registration among all: ${ranks.join(" ")}`);
        if (!chosen.has(query)) continue;
        const near = listFirst(cosines, own, settings.listed);
        const registered = pass === null ? [] : listFirst(pass.gallery, pass.own, settings.listed);
        // One query is verified while the next is swept.
        await verifying;
        verifying = verify(query, marks, near, [...new Set([...near, ...registered])]).then(([byVectors, byBoth]) => {
          verified.queries++;
          verified.first += byBoth ? 1 : 0;
          verified.firstByVectors += byVectors ? 1 : 0;
          const took = pass === null ? "" : `, swept in ${pass.seconds.toFixed(1)} s`;
          tell(`recall: ${query.exhibit}${took}; a mate first: ${byBoth}`);
        });
      }
    }
    await verifying;
  } finally {
    await pool.close();
    await verify.close();
  }
  return { study: basename(dataset), pairs, verified, model: kind };
}

/** As many of each firearm, as far as it goes. */
function chooseQueries(marks: readonly RealMark[], count: number): ReadonlySet<RealMark> {
  const places = new Map<string, number>();
  const rounds = marks.map((mark) => {
    const place = places.get(mark.firearm) ?? 0;
    places.set(mark.firearm, place + 1);
    return { mark, place };
  });
  return new Set(
    rounds
      .sort((a, b) => a.place - b.place)
      .slice(0, count)
      .map(({ mark }) => mark),
  );
}

interface Pass {
  readonly gallery: Float32Array;
  readonly own: Float32Array;
  readonly seconds: number;
}

async function sweepOne(pool: SweepPool, query: RealMark, pack: Uint8Array, self: number): Promise<Pass> {
  const { scores, extra, seconds } = await pool.run(query.bytes, pack);
  const known = (values: Float32Array): Float32Array =>
    values.map((value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value));
  const own = known(extra);
  own[self] = Number.NEGATIVE_INFINITY;
  return { gallery: known(scores), own, seconds };
}

/** Everything that is enrolled stands in the list: simulated marks, the study's other firearms, the query's other mates. */
function rankMates(
  marks: readonly RealMark[],
  self: number,
  { cosines, own }: { cosines: Float32Array; own: Float32Array },
  pass: Pass | null,
  sizes: readonly number[],
): MatePair[] {
  const query = marks[self];
  return marks.flatMap((mate, i) => {
    if (i === self || mate.firearm !== query?.firearm) return [];
    const rank = (gallery: Float32Array, others: Float32Array): number[] => {
      const ahead = others.filter((score, at) => at !== i && at !== self && score >= (others[i] ?? 0)).length;
      return countAhead(gallery, others[i] ?? 0, sizes).map((count) => 1 + ahead + count);
    };
    return [
      {
        firearm: mate.firearm,
        exhibits: [query.exhibit, mate.exhibit].sort().join(" "),
        vectors: rank(cosines, own),
        registration: pass === null ? null : rank(pass.gallery, pass.own),
      },
    ];
  });
}

/** The first `count` of both lists together: the gallery's by their index, the study's by -1 and down. */
function listFirst(gallery: Float32Array, own: Float32Array, count: number): number[] {
  const all = [
    ...Array.from(gallery, (score, at) => ({ score, name: at })),
    ...Array.from(own, (score, at) => ({ score, name: -1 - at })),
  ];
  return all
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .filter(({ score }) => score > Number.NEGATIVE_INFINITY && score > -2)
    .map(({ name }) => name);
}

/** Compares a query with everything listed; tells whether a mate has the best score among `first`, and among all. */
async function openVerifier(threads: number) {
  const analysis = await composeAnalysis({ threads });
  const makeMark = createGallery(loadKernels());
  const verify = async (
    query: RealMark,
    marks: readonly RealMark[],
    first: readonly number[],
    all: readonly number[],
  ): Promise<[boolean, boolean]> => {
    const scores = new Map<number, number>();
    const waiting: Promise<void>[] = [];
    for (let at = 0; at < all.length; at += BATCH) {
      const batch = all.slice(at, at + BATCH);
      const others = batch.map((name) => marks[-1 - name]?.bytes ?? encodePreparedMark(makeMark(name)));
      const task = analysis.pool.runTask("compareBatch", { query: query.bytes, others }).then((outcomes) => {
        for (const [i, outcome] of outcomes.entries())
          scores.set(batch[i] ?? 0, outcome.comparable ? outcome.score : 0);
      });
      waiting.push(task);
      // Marks are made here while the threads compare; more at once would only fill the memory.
      if (waiting.length >= 3 * threads) await waiting.shift();
    }
    await Promise.all(waiting);
    const leads = (list: readonly number[]): boolean => {
      const best = [...list].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0))[0] ?? 0;
      return best < 0 && marks[-1 - best]?.firearm === query.firearm;
    };
    return [leads(first), leads(all)];
  };
  return Object.assign(verify, { close: () => analysis.close() });
}
