/**
 * Every measurement of the project that needs no examiner:
 *   npm run bench -- NAME [options] [--write]
 * `--write` puts the tables and plots into docs/benchmarks.md. What a bench needs it says itself.
 */
import { BenchRefusal, type Report } from "./support/bench.ts";
import { describeMachine } from "./support/describe-machine.ts";
import { formatReport, writeIntoPage } from "./support/write-report.ts";

type Run = (args: readonly string[]) => Promise<Report>;

/** Loaded when asked for: most need parts of the program that the others do not. */
const BENCHES: Readonly<Record<string, () => Promise<Run>>> = {
  arrival: async () => (await import("./arrival.ts")).measureArrival,
  audit: async () => (await import("./audit.ts")).measureAudit,
  faults: async () => (await import("./faults.ts")).measureFaults,
  fuzz: async () => (await import("./fuzz.ts")).measureFuzz,
  embedding: async () => (await import("./embedding.ts")).measureEmbedding,
  gallery: async () => (await import("./gallery.ts")).buildGallery,
  enrolment: async () => (await import("./enrolment.ts")).measureEnrolment,
  load: async () => (await import("./load.ts")).measureLoad,
  pages: async () => (await import("./pages.ts")).measurePages,
  recall: async () => (await import("./recall.ts")).measureRecall,
  registration: async () => (await import("./registration.ts")).measureRegistration,
  sweep: async () => (await import("./sweep.ts")).measureSweep,
  vectors: async () => (await import("./vectors.ts")).measureVectors,
  "workbench-open": async () => (await import("./workbench-open.ts")).measureOpening,
  "workbench-queue": async () => (await import("./workbench-queue.ts")).measureQueue,
  "workbench-relight": async () => (await import("./workbench-relight.ts")).measureRelighting,
};

/** Older measurements print lines of JSON that `npm run measure` reads. */
const PRINTING: Readonly<Record<string, () => Promise<(args: readonly string[]) => Promise<void>>>> = {
  verify: async () => (await import("./verify-rate.ts")).measureVerification,
  subclass: async () => (await import("./subclass-rates.ts")).measureSubclass,
  lands: async () => (await import("./compare-lands.ts")).measureLandSpeed,
};

async function main([name = "", ...args]: readonly string[]): Promise<void> {
  const printing = PRINTING[name];
  if (printing !== undefined) return (await printing())(args);
  const bench = BENCHES[name];
  if (bench === undefined) {
    throw new BenchRefusal(`Name one of: ${[...Object.keys(BENCHES), ...Object.keys(PRINTING)].join(", ")}.`);
  }
  const written = args.includes("--write");
  const given = args.filter((arg) => arg !== "--write");
  const report = await (await bench())(given);
  const command = ["npm run bench --", name, ...given].join(" ");
  const text = formatReport(report, command, await describeMachine());
  process.stdout.write(`${text}\n`);
  if (written) writeIntoPage(name, report, text);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BenchRefusal)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
