/** What `ribin evaluate --json` prints; docs/cli.md explains the members. */
import type { Interval } from "../../analysis/evaluate/intervals.ts";
import type { CellFigures } from "../../analysis/evaluate/summarise-cells.ts";
import type { RatioBounds } from "../../analysis/likelihood/empirical-bounds.ts";
import type { LikelihoodKind } from "../../analysis/likelihood/evidence.ts";
import type { CellIntervals } from "./measure-intervals.ts";
import type { Failure } from "./prepare-study.ts";
import type { ScoreFigures } from "./score-study.ts";
import type { SearchFigures } from "./search-study.ts";

export interface LikelihoodReport {
  readonly population: string;
  readonly kind: LikelihoodKind;
  readonly version: string;
  /** log10. */
  readonly bounds: RatioBounds;
  readonly cllr: number | null;
  readonly cllrMin: number | null;
  readonly cllrCal: number | null;
  readonly misleadingSame: number | null;
  readonly misleadingDifferent: number | null;
  readonly interval: Readonly<Record<"cllr" | "misleadingSame" | "misleadingDifferent", Interval | null>>;
  readonly notComparable: number;
  readonly fit: {
    readonly folder: string;
    readonly marks: number;
    readonly pairs: { readonly same: number; readonly different: number };
    readonly failures: number;
  };
  readonly caveat: string;
}

export interface EvaluationResult extends Partial<ScoreFigures> {
  readonly folder: string;
  readonly rotate: number | null;
  readonly halve: boolean;
  readonly render: "ring" | "side" | null;
  readonly marks: number;
  readonly exhibit?: ScoreFigures;
  readonly cells?: (CellFigures & { readonly interval: CellIntervals }) | null;
  readonly embedding?: Pick<ScoreFigures, "auc" | "rank1" | "recallAt10" | "map" | "interval">;
  readonly search?: SearchFigures;
  readonly likelihood?: LikelihoodReport;
  readonly plots?: readonly string[];
  readonly secondsPerComparison?: number;
  readonly threads?: number;
  readonly failures: readonly Failure[];
  readonly caveat: string;
}

/** The result, and the figures of the vectors in full for the table. */
export interface Evaluation {
  readonly result: EvaluationResult;
  readonly vectors: ScoreFigures | null;
}
