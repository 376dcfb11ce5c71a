/** Vectors held in memory as in the service, scanned in this thread. */
import { scanVectors } from "../../src/analysis/nearest/scan-vectors.ts";
import type { MemorySearch, VectorLabels, VectorMemory } from "../../src/ports/vector-memory.ts";
import { openVectorMemory } from "../../src/usecases/vector-memory/hold-vectors.ts";
import { collectLog } from "./collect-log.ts";

/** Of searches and vectors that no filter tells apart. */
export const ACCEPT_ALL: MemorySearch["accepts"] = { owner: () => true, kind: () => true };
export const NO_LABELS: VectorLabels = { owner: "", kind: "" };

/** Tells whether every search since it was last asked was answered, and there was one. */
export function openWatchedMemory(): VectorMemory & { hasAnswered(): boolean } {
  const memory = openTestMemory(2 ** 28);
  const answers: boolean[] = [];
  return {
    holds: (space) => memory.holds(space),
    hasAnswered: () => answers.length > 0 && answers.splice(0).every(Boolean),
    async search(search: MemorySearch) {
      const found = await memory.search(search);
      answers.push(found !== null);
      return found;
    },
    forgetGone: () => memory.forgetGone(),
    close: () => memory.close(),
  };
}

export function openTestMemory(mostBytes: number, log = collectLog().log): VectorMemory {
  return openVectorMemory({
    pool: { threads: 2, runTask: async (_name, input) => scanVectors(input), close: async () => {} },
    mostBytes,
    log,
  });
}
