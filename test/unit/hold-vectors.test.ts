import { expect, test } from "@jest/globals";
import { scanVectors } from "../../src/analysis/nearest/scan-vectors.ts";
import type { AnalysisPool } from "../../src/ports/analysis-pool.ts";
import type { MemorySearch, NumberedVector } from "../../src/ports/vector-memory.ts";
import { openVectorMemory, type ScanTasks } from "../../src/usecases/vector-memory/hold-vectors.ts";
import { collectLog } from "../support/collect-log.ts";

const LENGTH = 32;
const MOST = 100;

/** Two parts, scanned one after the other in this thread. */
const pool: AnalysisPool<ScanTasks> = {
  threads: 2,
  runTask: async (_task, input) => scanVectors(input),
  close: async () => {},
};

/** Of a length of 1, at this cosine to the first axis. */
function makeVector(cosine: number, axis: number): Float32Array {
  const vector = new Float32Array(LENGTH);
  vector[0] = cosine;
  vector[1 + (axis % (LENGTH - 1))] = Math.sqrt(1 - cosine * cosine);
  return vector;
}

test("a list is never completed by what is less alike than what a part left out", async () => {
  // They come in turn, so that all of Jamaica's are in one part and all of Trinidad's in the other: none of these is as alike.
  const rows = Array.from({ length: 400 }, (_, i): NumberedVector => {
    const own = i % 2 === 0;
    return {
      number: i,
      vector: makeVector(own ? 0.9 - i / 2_000 : 0.3 - i / 2_000, i),
      labels: { owner: own ? "JM" : "TT", kind: "9mm" },
    };
  });
  const memory = openVectorMemory({ pool, mostBytes: 2 ** 30, log: collectLog().log });
  const search: MemorySearch = {
    space: "faces",
    turning: null,
    source: {
      readHorizon: async () => "1",
      readPage: async (after) => (after < 0 ? rows : []),
      readStanding: async (numbers) => numbers,
    },
    readNew: async () => ({ horizon: "1", vectors: [], more: false }),
    query: makeVector(1, 0),
    accepts: { owner: () => true, kind: () => true },
    most: MOST,
  };
  let found = await memory.search(search);
  while (found === null) found = await memory.search(search);
  expect(found.all).toBe(false);
  expect(found.numbers.length).toBeGreaterThanOrEqual(MOST / 2);
  expect(found.numbers.filter((number) => number % 2 !== 0)).toEqual([]);
  await memory.close();
});
