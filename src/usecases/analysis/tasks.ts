/** The heavy tasks that run on the analysis pool. Inputs and outputs are plain and structured-clonable. */
import type { BulletComparison } from "../../analysis/compare/bullet-compare.ts";
import type { Comparison, ComparisonOutcome } from "../../analysis/compare/comparison.ts";
import type { SurfaceSpoiling } from "../../analysis/evaluate/spoil-surface.ts";
import type { Segmentation } from "../../analysis/segment/outline.ts";
import type { SweepSlot } from "../../analysis/sweep/run-sweep.ts";
import type { EmbedderInput } from "../../ports/embedder.ts";
import type { SearchView } from "../../repositories/search/search-spaces.ts";
import type { EvidenceInspection, EvidenceStatement } from "../acquisitions/decode-evidence.ts";
import type { AlignedMarks, AlignedView } from "./align-marks.ts";

/** The bytes of one file as it was received, and what its upload stated. */
export interface EvidenceFile {
  readonly bytes: Uint8Array;
  readonly statement: EvidenceStatement;
}

interface Seen {
  /** PNG. */
  readonly preview: Uint8Array;
  /** The outlines that the method drew; null where a person's were given, or the region has no method. */
  readonly segmentation: Segmentation | null;
}

/** A mark ready for search and comparison, or the reason in words why there is none. */
export type PreparedEvidence =
  | (Seen & {
      readonly prepared: true;
      /** As `encodePreparedMark` writes it. */
      readonly mark: Uint8Array;
      readonly markSha256: string;
      readonly preparation: string;
      readonly preparationVersion: string;
      readonly descriptor: EmbedderInput;
      /** The picture of the mark that the descriptor is of. */
      readonly view: SearchView;
    })
  | (Seen & {
      readonly prepared: false;
      readonly reason: string;
      /** The method is not sure of the outline: a person has to draw it. */
      readonly outlineNeeded: boolean;
    });

/** A type alias, not an interface: only an alias fits the pool's `TaskMap`. */
export type AnalysisTasks = {
  /** Reads and judges a file. `asEvidence` also refuses lengths that are plausible in no unit (SCALE_INVALID). */
  inspectEvidence: { input: EvidenceFile & { readonly asEvidence: boolean }; output: EvidenceInspection };
  /**
   * Levels, filters and masks the mark, and makes the search model's input and a preview of it. What `SurfaceSpoiling` names is done
   * first, and for studies only.
   */
  prepareEvidence: {
    input: EvidenceFile &
      SurfaceSpoiling & {
        /** The surface is the mark's imprint: it is mirrored and inverted before anything else. */
        readonly negativeCast?: boolean;
        /** A person's outlines, in the frame of the file; null or left out: the method draws them. */
        readonly outlines?: Segmentation | null;
      };
    output: PreparedEvidence;
  };
  /** The pictures of a prepared mark that a model reads, as its manifest words their making; the mark's own first. */
  describeMark: {
    input: { readonly mark: Uint8Array; readonly preprocessing: string };
    output: readonly { readonly view: SearchView; readonly own: boolean; readonly input: EmbedderInput }[];
  };
  /** The same scan with forensic metadata (JSON) in its archive. */
  addX3pMetadata: { input: { readonly bytes: Uint8Array; readonly metadata: string }; output: Uint8Array };
  /** What a prepared mark is registered by in the second net, encoded. */
  makeSweepRecord: { input: { readonly mark: Uint8Array }; output: Uint8Array };
  /** Lays encoded records on a prepared mark: a score each, NaN where a record cannot be read. */
  registerRecords: {
    input: { readonly query: Uint8Array; readonly pack: Uint8Array; readonly slots: readonly SweepSlot[] };
    output: Float32Array;
  };
  /** The parts that the method finds in a file, and a picture (PNG) of them for a person. */
  segmentEvidence: {
    input: EvidenceFile;
    output: { readonly segmentation: Segmentation; readonly picture: Uint8Array };
  };
  /** Compares one prepared mark with many, in their order: `pose` moves the other into the query's frame. */
  compareBatch: {
    input: { readonly query: Uint8Array; readonly others: readonly Uint8Array[] };
    output: readonly ComparisonOutcome[];
  };
  /** The same, but null where a first, quicker look finds nothing that makes the rest worth doing at once. */
  compareIfPromising: {
    input: { readonly query: Uint8Array; readonly others: readonly Uint8Array[] };
    output: readonly (ComparisonOutcome | null)[];
  };
  /** For each of the others: whether it, turned over (mirrored and inverted), matches the query. */
  seekReplicas: {
    input: { readonly query: Uint8Array; readonly others: readonly Uint8Array[] };
    output: readonly boolean[];
  };
  /** Compares two bullets over all phases: prepared lands in the order of their index, null where one is missing. */
  compareBullets: {
    input: { readonly a: readonly (Uint8Array | null)[]; readonly b: readonly (Uint8Array | null)[] };
    output: BulletComparison;
  };
  /** Draws two prepared marks aligned, with the evidence of their comparison, as PNG. */
  plotComparison: {
    input: { readonly a: Uint8Array; readonly b: Uint8Array; readonly comparison: Comparison };
    output: Uint8Array;
  };
  /** Lays two prepared marks into one frame, as numbers. */
  alignMarks: {
    input: {
      readonly a: Uint8Array;
      readonly b: Uint8Array;
      readonly comparison: Comparison;
      readonly view: AlignedView;
    };
    output: AlignedMarks;
  };
  /** A drawn picture, row-major RGBA, as PNG. */
  encodePng: {
    input: { readonly width: number; readonly height: number; readonly rgba: Uint8Array };
    output: Uint8Array;
  };
};
