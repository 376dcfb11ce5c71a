/** What the threads of the analysis pool do: bytes in, plain results out. */
import { type BulletComparison, compareBullets } from "../../analysis/compare/bullet-compare.ts";
import { createQuery } from "../../analysis/compare/compare-marks.ts";
import type { PreparedMark } from "../../analysis/compare/prepared-mark.ts";
import { decodePreparedMark } from "../../analysis/compare/prepared-mark-codec.ts";
import { seekUnflaggedCast } from "../../analysis/compare/unflagged-cast.ts";
import { drawComparison } from "../../analysis/plot/draw-comparison.ts";
import { RibinError } from "../../domain/errors.ts";
import type { ImageDecoder } from "../../ports/image-decoder.ts";
import { inspectEvidence } from "../decode-evidence.ts";
import { alignMarks } from "./align-marks.ts";
import { prepareEvidence } from "./prepare-evidence.ts";
import { segmentEvidence } from "./segment-evidence.ts";
import type { AnalysisTasks } from "./tasks.ts";

type TaskFunctions = {
  readonly [Name in keyof AnalysisTasks]: (
    input: AnalysisTasks[Name]["input"],
  ) => Promise<AnalysisTasks[Name]["output"]>;
};
type Query = ReturnType<typeof createQuery>;

export function createAnalysisTasks(decoder: ImageDecoder): TaskFunctions {
  const queries = keepLastQuery();
  return {
    inspectEvidence: async ({ bytes, statement, asEvidence }) => {
      const inspection = await inspectEvidence(bytes, statement, decoder);
      if (asEvidence && inspection.format === "X3P" && inspection.detectedUnit === null) {
        throw new RibinError("SCALE_INVALID", inspection.unitReason);
      }
      return inspection;
    },
    prepareEvidence: (input) => prepareEvidence(input, decoder),
    segmentEvidence: (input) => segmentEvidence(input, decoder),
    compareBatch: async ({ query, others }) => {
      const ready = queries(query);
      return others.map((other) => ready.compareWith(decodePreparedMark(other)));
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
    alignMarks: async ({ a, b, comparison }) => alignMarks(a, b, comparison),
    encodePng: ({ width, height, rgba }) => decoder.encodePng(width, height, rgba),
  };
}

/** A long verification comes in batches of one query: what it needs once is kept for the next batch. */
function keepLastQuery(): (bytes: Uint8Array) => Query {
  let last: { bytes: Uint8Array; query: Query } | null = null;
  return (bytes) => {
    if (last === null || Buffer.compare(last.bytes, bytes) !== 0) {
      last = { bytes, query: createQuery(decodePreparedMark(bytes)) };
    }
    return last.query;
  };
}

function matchBullets(a: readonly (Uint8Array | null)[], b: readonly (Uint8Array | null)[]): BulletComparison {
  const read = (lands: readonly (Uint8Array | null)[]): (PreparedMark | null)[] =>
    lands.map((land) => (land === null ? null : decodePreparedMark(land)));
  return compareBullets(read(a), read(b));
}
