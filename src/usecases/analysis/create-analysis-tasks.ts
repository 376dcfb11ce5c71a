/** What the threads of the analysis pool do: bytes in, plain results out. */
import { createHash } from "node:crypto";
import { type BulletComparison, compareBullets } from "../../analysis/compare/bullet-compare.ts";
import { createQuery } from "../../analysis/compare/compare-marks.ts";
import type { PreparedMark } from "../../analysis/compare/prepared-mark.ts";
import { decodePreparedMark } from "../../analysis/compare/prepared-mark-codec.ts";
import { seekUnflaggedCast } from "../../analysis/compare/unflagged-cast.ts";
import { loadKernels } from "../../analysis/kernels/load-kernels.ts";
import { drawComparison } from "../../analysis/plot/draw-comparison.ts";
import { runSweep } from "../../analysis/sweep/run-sweep.ts";
import { encodeSweepRecord } from "../../analysis/sweep/sweep-codec.ts";
import { createSweepQuery } from "../../analysis/sweep/sweep-query.ts";
import { buildSweepRecord } from "../../analysis/sweep/sweep-record.ts";
import { addForensicMetadata } from "../../analysis/x3p/forensic-metadata.ts";
import { RibinError } from "../../domain/errors.ts";
import type { ImageDecoder } from "../../ports/image-decoder.ts";
import { inspectEvidence } from "../acquisitions/decode-evidence.ts";
import { alignMarks } from "./align-marks.ts";
import { picture } from "./describe-mark.ts";
import { prepareEvidence } from "./prepare-evidence.ts";
import { segmentEvidence } from "./segment-evidence.ts";
import type { AnalysisTasks } from "./tasks.ts";

type TaskFunctions = {
  readonly [Name in keyof AnalysisTasks]: (
    input: AnalysisTasks[Name]["input"],
  ) => Promise<AnalysisTasks[Name]["output"]>;
};

export function createAnalysisTasks(decoder: ImageDecoder): TaskFunctions {
  const queries = keepQueries(createQuery);
  const sweeps = keepQueries((mark) => createSweepQuery(loadKernels(), mark));
  return {
    inspectEvidence: async ({ bytes, statement, asEvidence }) => {
      const inspection = await inspectEvidence(bytes, statement, decoder);
      if (asEvidence && inspection.format === "X3P" && inspection.detectedUnit === null) {
        throw new RibinError("SCALE_INVALID", inspection.unitReason);
      }
      return inspection;
    },
    prepareEvidence: (input) => prepareEvidence(input, decoder),
    describeMark: async ({ mark }) => picture(decodePreparedMark(mark)),
    addX3pMetadata: async ({ bytes, metadata }) => addForensicMetadata(bytes, metadata),
    makeSweepRecord: async ({ mark }) => encodeSweepRecord(buildSweepRecord(loadKernels(), decodePreparedMark(mark))),
    registerRecords: async ({ query, pack, slots }) => runSweep(sweeps(query), pack, slots),
    segmentEvidence: (input) => segmentEvidence(input, decoder),
    compareBatch: async ({ query, others }) => {
      const ready = queries(query);
      return others.map((other) => ready.compareWith(decodePreparedMark(other)));
    },
    compareIfPromising: async ({ query, others }) => {
      const ready = queries(query);
      return others.map((other) => ready.compareIfPromising(decodePreparedMark(other)));
    },
    seekReplicas: async ({ query, others }) => {
      const mark = decodePreparedMark(query);
      return others.map((other) => seekUnflaggedCast(mark, decodePreparedMark(other)).likely);
    },
    compareBullets: async ({ a, b }) => matchBullets(a, b),
    plotComparison: async ({ a, b, comparison }) => {
      const picture = drawComparison(decodePreparedMark(a), decodePreparedMark(b), comparison);
      return decoder.encodePng(picture.width, picture.height, picture.rgba);
    },
    alignMarks: async ({ a, b, comparison, view }) => alignMarks(a, b, comparison, view),
    encodePng: ({ width, height, rgba }) => decoder.encodePng(width, height, rgba),
  };
}

/** Of so many marks a thread keeps what their comparisons share; some ten megabytes each. */
const QUERIES_KEPT = 4;

/**
 * A long verification comes in batches of one query, and several may be under way at once: what each needs once is kept for its next
 * batch, that of the mark longest out of use dropped.
 */
function keepQueries<Query>(create: (mark: PreparedMark) => Query): (bytes: Uint8Array) => Query {
  const kept = new Map<string, Query>();
  return (bytes) => {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const query = kept.get(sha256) ?? create(decodePreparedMark(bytes));
    kept.delete(sha256);
    kept.set(sha256, query);
    for (const oldest of kept.keys()) {
      if (kept.size <= QUERIES_KEPT) break;
      kept.delete(oldest);
    }
    return query;
  };
}

function matchBullets(a: readonly (Uint8Array | null)[], b: readonly (Uint8Array | null)[]): BulletComparison {
  const read = (lands: readonly (Uint8Array | null)[]): (PreparedMark | null)[] =>
    lands.map((land) => (land === null ? null : decodePreparedMark(land)));
  return compareBullets(read(a), read(b));
}
