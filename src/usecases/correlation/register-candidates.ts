/** How well an acquisition and each of its candidates agree, once laid on each other: by the records of the second net, in a fraction of a millisecond each. */
import { RibinError } from "../../domain/errors.ts";
import type { UncomparedCandidate } from "../../repositories/correlation/candidates.ts";
import { readRecordsOf } from "../../repositories/correlation/sweep-records.ts";
import { readMark } from "../acquisitions/read-mark.ts";
import type { Deps } from "../deps.ts";
import type { StepRun } from "../jobs/complete-step.ts";
import { findSweepMethod } from "./make-sweep-record.ts";

/**
 * Standard deviations above chance, in the order of the candidates. Null where there is no record of the very mark that is to be compared, or
 * where the two cannot be laid on each other: nothing is known of these.
 */
export async function registerCandidates(
  deps: Pick<Deps, "sql" | "blobs" | "pool">,
  run: StepRun,
  candidates: readonly UncomparedCandidate[],
): Promise<readonly (number | null)[]> {
  const own = run.acquisition;
  const sides = candidates.map(({ acquisitionA, acquisitionB, marks }) =>
    acquisitionA === own.id
      ? { mark: marks.a, id: acquisitionB, other: marks.b }
      : { mark: marks.b, id: acquisitionA, other: marks.a },
  );
  const scores = new Array<number | null>(candidates.length).fill(null);
  const [first] = sides;
  if (first === undefined) return scores;
  const ids = sides.map(({ id }) => id);
  const records = await readRecordsOf(deps.sql, ids, findSweepMethod(own.region));
  const found = sides.flatMap(({ id, other }, at) => {
    const record = records.get(id);
    return record?.preparedKey === other.key ? [{ at, bytes: record.bytes }] : [];
  });
  if (found.length === 0) return scores;
  const query = await readMark(deps, first.mark);
  const share = Math.ceil(found.length / deps.pool.threads);
  const parts = Array.from({ length: deps.pool.threads }, (_, part) => found.slice(part * share, (part + 1) * share));
  await Promise.all(
    parts.map(async (part) => {
      if (part.length === 0) return;
      for (const [i, score] of (await register(deps, run, query, part)).entries()) {
        scores[part[i].at] = Number.isNaN(score) ? null : score;
      }
    }),
  );
  return scores;
}

async function register(
  deps: Pick<Deps, "pool">,
  run: StepRun,
  query: Uint8Array,
  part: readonly { readonly bytes: Uint8Array }[],
): Promise<Float32Array> {
  const pack = Buffer.concat(part.map(({ bytes }) => bytes));
  let offset = 0;
  const slots = part.map(({ bytes: { length } }) => {
    offset += length;
    return { offset: offset - length, length };
  });
  try {
    return await deps.pool.runTask("registerRecords", { query, pack, slots }, { priority: run.job.priority });
  } catch (error) {
    // The mark holds too little to be laid on others; what compares it says so.
    if (error instanceof RibinError && error.code === "NOT_COMPARABLE")
      return new Float32Array(part.length).fill(Number.NaN);
    throw error;
  }
}
