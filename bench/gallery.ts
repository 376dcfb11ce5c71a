/**
 * Makes the simulated gallery, or what is left of it to make, and tells how alike its marks are to real ones:
 *   npm run bench -- gallery --folder DIR [--count 100000] [--threads 2] [--models DIR,DIR] [--datasets DIR] [--sweep no]
 */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { findPackageRoot } from "../src/adapters/package-root.ts";
import { loadKernels } from "../src/analysis/kernels/load-kernels.ts";
import { createGallery } from "./gallery/gallery-mark.ts";
import { CHUNK, countMarks, readVectors, VECTOR_LENGTH } from "./gallery/gallery-store.ts";
import type { GalleryWork } from "./gallery/gallery-thread.ts";
import { nameVectors, SWEEP_KIND } from "./gallery/record-makers.ts";
import { type Report, readOptions, type Table, tell } from "./support/bench.ts";
import { findMean, findQuantile, type MarkStatistics, measureMark, RINGS } from "./support/mark-statistics.ts";
import { measureCosines, prepareRealMarks, type RealMark } from "./support/real-marks.ts";

const STUDIES = ["fadul", "weller"];
/** Simulated marks whose statistics are taken. */
const SAMPLE = 200;

export async function buildGallery(args: readonly string[]): Promise<Report> {
  const options = readOptions(args, ["folder", "count", "threads", "models", "datasets", "sweep"]);
  const folder = options.require("folder", "the folder that keeps the gallery");
  const count = Math.ceil(options.readNumber("count", 100_000) / CHUNK) * CHUNK;
  const threads = options.readNumber("threads", 2);
  const models = (options.readText("models") ?? join(findPackageRoot(), "models")).split(",");
  const sweep = options.readText("sweep") !== "no";
  const made = await makeRecords({ folder, count, threads, models, sweep });
  const kinds = await Promise.all(models.map(nameVectors));
  const kept = sweep ? [...kinds, SWEEP_KIND] : kinds;
  const tables: Table[] = [
    {
      head: ["marks", "made in this run", "marks a second", "threads", "kept of each"],
      rows: [
        [count, made.marks, made.marks === 0 ? "-" : Math.round(made.marks / made.seconds), threads, kept.join(", ")],
      ],
    },
  ];
  const datasets = options.readText("datasets");
  if (datasets !== undefined) {
    const real = await Promise.all(
      STUDIES.map((study) => prepareRealMarks(join(datasets, "breech-face", study), 1, models[0])),
    );
    tables.push(compareStatistics(real), await compareCosines(real.flat(), folder, kinds[0], count));
  }
  return {
    title: "The simulated gallery",
    notes: [
      "Marks are drawn in the band and at the pitch of prepared breech faces, each from its own seed: rings and crescents of two families of roughness fitted to the two studies, one in eight with a direction, one in ten cut short, with gaps and lifted rims.",
      "Power a ring: of a mark of root mean square 1, through its mask, mean of all marks. Cosines of marks of different firearms: a gallery that is too easy would lie lower than the real ones do among each other.",
    ],
    tables,
  };
}

/** Starts the threads and waits for the last file. Work that is already there is not done again. */
async function makeRecords(given: {
  folder: string;
  count: number;
  threads: number;
  models: readonly string[];
  sweep: boolean;
}): Promise<{ marks: number; seconds: number }> {
  const started = performance.now();
  const work: GalleryWork = {
    folder: given.folder,
    chunks: given.count / CHUNK,
    models: given.models,
    sweep: given.sweep,
    next: new SharedArrayBuffer(4),
  };
  let marks = 0;
  let told = 0;
  await Promise.all(
    Array.from({ length: given.threads }, () => {
      const worker = new Worker(new URL("./gallery/gallery-thread.js", import.meta.url), { workerData: work });
      return new Promise<void>((done, fail) => {
        worker.on("message", (more: number) => {
          marks += more;
          if (marks < told + given.count / 20) return;
          told = marks;
          tell(`gallery: ${marks} marks made, ${Math.round((performance.now() - started) / 1000)} s`);
        });
        worker.once("error", fail);
        worker.once("exit", (code) => (code === 0 ? done() : fail(new Error(`A thread ended with ${code}.`))));
      });
    }),
  );
  return { marks, seconds: (performance.now() - started) / 1000 };
}

function compareStatistics(real: readonly (readonly RealMark[])[]): Table {
  const kernels = loadKernels();
  const makeMark = createGallery(kernels);
  const simulated = Array.from({ length: SAMPLE }, (_, i) => measureMark(makeMark(i).surface, kernels));
  const columns = [
    ...real.map((marks) => ({
      name: marks[0]?.study ?? "",
      found: marks.map(({ mark }) => measureMark(mark.surface, kernels)),
    })),
    { name: "simulated", found: simulated },
  ];
  const average = (found: readonly MarkStatistics[], read: (one: MarkStatistics) => number): string =>
    findMean(found.map(read)).toPrecision(3);
  const rows: [string, (one: MarkStatistics) => number][] = [
    ...RINGS.slice(1).map((bound, i): [string, (one: MarkStatistics) => number] => [
      `power, waves of ${Math.round(bound * 1e6)} to ${Math.round(RINGS[i] * 1e6)} um`,
      ({ rings }) => rings[i],
    ]),
    ["direction, 0 to 1", ({ direction }) => direction],
    ["skew", ({ skew }) => skew],
    ["kurtosis", ({ kurtosis }) => kurtosis],
    ["area, square millimetres", ({ area }) => area],
  ];
  return {
    head: ["mean of all marks", ...columns.map(({ name }) => name)],
    rows: rows.map(([name, read]) => [name, ...columns.map(({ found }) => average(found, read))]),
  };
}

async function compareCosines(real: readonly RealMark[], folder: string, kind: string, count: number): Promise<Table> {
  const vectors = await readVectors(folder, kind, Math.min(count, countMarks(folder, kind), 20_000));
  const rows = STUDIES.map((study) => {
    const queries = real.filter((mark) => mark.study === study);
    const among: number[] = [];
    const against: number[] = [];
    for (const { turned, firearm } of queries) {
      const others = real.filter((other) => other.firearm !== firearm);
      for (const { vector } of others) among.push(measureCosines(turned, vector, 1)[0] ?? Number.NaN);
      for (const cosine of measureCosines(turned, vectors, vectors.length / VECTOR_LENGTH)) against.push(cosine);
    }
    const describe = (values: readonly number[]): string =>
      [0.5, 0.99, 0.999].map((share) => findQuantile(values, share).toFixed(3)).join(" / ");
    return [study, describe(among), describe(against)];
  });
  return {
    head: ["cosines, median / 99 % / 99.9 %", "with real marks of other firearms", "with simulated marks"],
    rows,
  };
}
