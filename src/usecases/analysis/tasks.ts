/** The heavy tasks that run on the analysis pool. Inputs and outputs are plain and structured-clonable. */
import type { BulletComparison } from "../../analysis/compare/bullet-compare.ts";
import type { Comparison, ComparisonOutcome } from "../../analysis/compare/comparison.ts";
import type { EmbedderInput } from "../../ports/embedder.ts";
import type { EvidenceInspection, EvidenceStatement } from "../decode-evidence.ts";

/** The bytes of one file as it was received, and what its upload stated. */
export interface EvidenceFile {
  readonly bytes: Uint8Array;
  readonly statement: EvidenceStatement;
}

/** A mark ready for search and comparison, or the reason in words why there is none. `preview` is a PNG either way. */
export type PreparedEvidence =
  | {
      readonly prepared: true;
      /** As `encodePreparedMark` writes it. */
      readonly mark: Uint8Array;
      readonly preparation: string;
      readonly preparationVersion: string;
      readonly descriptor: EmbedderInput;
      readonly preview: Uint8Array;
    }
  | { readonly prepared: false; readonly reason: string; readonly preview: Uint8Array };

/** A type alias, not an interface: only an alias fits the pool's `TaskMap`. */
export type AnalysisTasks = {
  /** Reads and judges a file. `asEvidence` also refuses lengths that are plausible in no unit (SCALE_INVALID). */
  inspectEvidence: { input: EvidenceFile & { readonly asEvidence: boolean }; output: EvidenceInspection };
  /**
   * Levels, filters and masks the mark, and makes the search model's input and a preview of it. `turnSeed`, for studies only,
   * turns and shifts the scan at random first; `halve` then takes a random half of it away.
   */
  prepareEvidence: {
    input: EvidenceFile & { readonly turnSeed?: number | undefined; readonly halve?: boolean };
    output: PreparedEvidence;
  };
  /** Compares one prepared mark with many, in their order: `pose` moves the other into the query's frame. */
  compareBatch: {
    input: { readonly query: Uint8Array; readonly others: readonly Uint8Array[] };
    output: readonly ComparisonOutcome[];
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
  /** A drawn picture, row-major RGBA, as PNG. */
  encodePng: {
    input: { readonly width: number; readonly height: number; readonly rgba: Uint8Array };
    output: Uint8Array;
  };
};
