/**
 * The exhaustive pass over the gallery: seconds a query by one and by two threads, and against the twin in plain TypeScript.
 *   npm run bench -- sweep --folder DIR [--count 100000] [--queries 3]
 */
import { encodePreparedMark } from "../src/analysis/compare/prepared-mark-codec.ts";
import { loadKernels } from "../src/analysis/kernels/load-kernels.ts";
import { createGallery } from "./gallery/gallery-mark.ts";
import { CHUNK } from "./gallery/gallery-store.ts";
import { packRecords } from "./gallery/packed-records.ts";
import { openSweepPool } from "./recall/sweep-pool.ts";
import { type Report, readOptions, tell } from "./support/bench.ts";
import { findQuantile } from "./support/mark-statistics.ts";

export async function measureSweep(args: readonly string[]): Promise<Report> {
  const options = readOptions(args, ["folder", "count", "queries"]);
  const folder = options.require("folder", "the folder that keeps the gallery");
  const count = options.readNumber("count", 100_000);
  const queries = options.readNumber("queries", 3);
  const makeMark = createGallery(loadKernels());
  // Marks beyond the gallery: nothing in it is theirs.
  const marks = Array.from({ length: queries }, (_, i) => encodePreparedMark(makeMark(10_000_000 + 2 * i)));
  const time = async (threads: number, over: number, plain: boolean): Promise<number> => {
    const pool = openSweepPool({ folder, count: over, threads, plain });
    const seconds: number[] = [];
    try {
      for (const mark of marks) seconds.push((await pool.run(mark, packRecords([]))).seconds);
    } finally {
      await pool.close();
    }
    tell(
      `sweep: ${over} by ${threads} threads${plain ? ", plain" : ""}: ${seconds.map((s) => s.toFixed(2)).join(", ")} s`,
    );
    return findQuantile(seconds, 0.5);
  };
  // Reads every file once: the second pass finds them in memory, as the third does.
  await time(2, count, false);
  const two = await time(2, count, false);
  const one = await time(1, count, false);
  const small = await time(1, CHUNK, false);
  const plain = await time(1, CHUNK, true);
  return {
    title: "The exhaustive pass",
    notes: [
      `One query registered with every mark of the gallery over the full circle, its own preparation and the reading of the records' files included; median of ${queries} queries. The twin: the same code on plain TypeScript kernels over ${CHUNK} marks.`,
    ],
    tables: [
      {
        head: [
          "marks",
          "one / two threads",
          "plain TypeScript / WebAssembly",
          "s, two threads",
          "s, one thread",
          "marks a second, two threads",
        ],
        rows: [
          [
            count,
            (one / two).toFixed(2),
            (plain / small).toFixed(1),
            two.toFixed(1),
            one.toFixed(1),
            Math.round(count / two),
          ],
        ],
      },
    ],
  };
}
