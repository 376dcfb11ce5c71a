/** One mark, ready to be laid on any number of records. */
import { isAreal } from "../compare/image-views.ts";
import type { PreparedMark } from "../compare/prepared-mark.ts";
import type { Kernels } from "../kernels/kernels.ts";
import { createArealSweep } from "./areal-sweep.ts";
import { buildProfileSweepRecord, createProfileSweep } from "./profile-sweep.ts";
import type { SweepRecord } from "./sweep-record.ts";
import type { SweepScore } from "./sweep-score.ts";

export interface SweepQuery {
  /** Null where the record is of another kind or pitch. */
  score(record: SweepRecord): SweepScore | null;
}

/**
 * Readies a mark for being laid on any number of records. Queries may take turns on the same kernels: each brings back what it needs.
 * @throws RibinError NOT_COMPARABLE where the mark holds too little
 */
export function createSweepQuery(kernels: Kernels, mark: PreparedMark): SweepQuery {
  if (isAreal(mark)) {
    const sweep = createArealSweep(kernels, mark);
    return { score: (record) => (record.kind === "areal" ? sweep(record) : null) };
  }
  const sweep = createProfileSweep(buildProfileSweepRecord(mark));
  return { score: (record) => (record.kind === "profile" ? sweep(record) : null) };
}
