import { expect, test } from "@jest/globals";
import { createRandom } from "../../src/analysis/random.ts";
import { composeVectorMemory } from "../../src/compose-search.ts";
import { collectLog } from "../support/collect-log.ts";
import { waitUntil } from "../support/wait-until.ts";

const COUNT = 70_000;
const PAGE = 5_000;
const random = createRandom(11);

function drawUnit(): Float32Array {
  const vector = Float32Array.from({ length: 64 }, () => random.normal());
  const size = Math.hypot(...vector);
  return vector.map((value) => value / size);
}

test("threads share the memory: searches at once each get what looking at every vector gives", async () => {
  const vectors = Array.from({ length: COUNT }, drawUnit);
  const memory = composeVectorMemory({ threads: 2, searchMemoryBytes: 2 ** 28 }, collectLog().log);
  const search = (query: Float32Array, kinds: readonly string[] = ["rare", "common"]) =>
    memory.search({
      space: "threads",
      turning: null,
      source: {
        readHorizon: async () => "1",
        readPage: async (after) =>
          vectors.slice(after + 1, after + 1 + PAGE).map((vector, i) => ({
            ...{
              number: after + 1 + i,
              vector,
              labels: { owner: "JM", kind: (after + 1 + i) % 7 === 0 ? "rare" : "common" },
            },
          })),
        readStanding: async (numbers) => numbers,
      },
      readNew: async (horizon) => ({ horizon, vectors: [], more: false }),
      query,
      accepts: { owner: (label) => label === "JM", kind: (label) => kinds.includes(label) },
      most: 500,
    });
  try {
    await waitUntil(async () => (await search(drawUnit())) !== null);
    // More at once than there are places to work at.
    const queries = Array.from({ length: 20 }, drawUnit);
    const answers = await Promise.all(queries.map((query) => search(query)));
    for (const [i, query] of queries.entries()) {
      const cosines = vectors.map((vector) => vector.reduce((sum, value, k) => sum + value * query[k], 0));
      const nearest = cosines.map((_value, at) => at).sort((a, b) => cosines[b] - cosines[a]);
      const listed = new Set(answers[i]?.numbers);
      expect(answers[i]?.numbers).toHaveLength(500);
      expect(nearest.slice(0, 100).filter((at) => !listed.has(at))).toEqual([]);
      expect(answers[i]?.all).toBe(false);
      const rare = await search(query, ["rare"]);
      expect(rare?.numbers.every((number) => number % 7 === 0)).toBe(true);
      const found = new Set(rare?.numbers);
      const wanted = nearest.filter((at) => at % 7 === 0).slice(0, 100);
      expect(wanted.filter((at) => !found.has(at))).toEqual([]);
    }
  } finally {
    await memory.close();
  }
});
