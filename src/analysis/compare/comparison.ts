/** What every comparison method returns. Plain JSON: it is stored as evidence and can be redrawn years later. */
import type { Pose } from "../surface.ts";
import type { SubclassRisk } from "./subclass.ts";

/** One cell of one scan and where it was found in the other. Lengths in metres from the grid centre, angles in radians. */
export interface CellEvidence {
  /** "forward": a cell of A sought in B; "backward": a cell of B sought in A. */
  readonly direction: "forward" | "backward";
  /** Centre and side of the cell in its own scan. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Pose that this cell alone proposes, always B into A. */
  readonly pose: Pose;
  /** Masked normalised cross-correlation at its best place, -1..1. */
  readonly correlation: number;
  readonly congruent: boolean;
}

/** Do the cells of both directions come together on one pose, before any tolerance picks those that do? */
export interface CellConvergence {
  /** Metres: median distance of the usable cells' best places from their median; null where no cell is usable. */
  readonly forward: number | null;
  readonly backward: number | null;
  /** Radians between the angles of the two directions' congruent cells; null where a direction has none. */
  readonly angleDifference: number | null;
  /** Both distances and the angle are within the tolerances of congruence, and each direction has three congruent cells. */
  readonly reached: boolean;
}

export interface CellSummary {
  /** Cells that have enough data under them in the other mark; the smaller of forward and backward. */
  readonly usable: number;
  /** Congruent cells; the smaller of forward and backward. */
  readonly congruent: number;
  /** congruent / usable, 0..1. */
  readonly fraction: number;
  /** Share of the common area that lies under congruent cells, 0..1, the smaller of the two directions. Since 1.2.0. */
  readonly areaFraction?: number;
  /** Root mean square distance of the congruent cells from the common pose, metres; null where there are none. Since 1.2.0. */
  readonly dispersion?: number | null;
  /** Since 1.2.0. */
  readonly convergence?: CellConvergence;
  readonly evidence: readonly CellEvidence[];
}

/** A stretch of A's profile and where it was found in B's. Metres along the profiles. */
export interface ProfileEvidence {
  /** From A's grid centre. */
  readonly start: number;
  readonly length: number;
  /** Middle of the stretch in A minus the place found in B, each from its own grid centre. */
  readonly lag: number;
  readonly correlation: number;
  readonly congruent: boolean;
}

export interface Comparison {
  readonly comparable: true;
  /** e.g. "breech-face-cells" or "land-profile", and its version: every score carries both. */
  readonly method: string;
  readonly methodVersion: string;
  /** For ordering candidates only, 0..1, larger is more alike. Never a conclusion. */
  readonly score: number;
  /** B into A. For lands shiftX is the lag along the profile and the angle 0. */
  readonly pose: Pose;
  /** Masked normalised correlation of the aligned surfaces (or profiles) over their overlap, -1..1. */
  readonly correlation: number;
  /** Areal methods since 1.2.0: the correlation that two unrelated such textures reach by chance over this overlap, 0..1. */
  readonly chance?: number;
  /** Overlap over the smaller of the two masks, 0..1. */
  readonly overlap: number;
  /** Present for areal methods. */
  readonly cells: CellSummary | null;
  /**
   * How much B was stretched to fit A, 1 for none; applied before `pose`. Striated methods: its profile, along it. Images of an
   * estimated scale: both ways; what is said of places in B is then said in metres of the stretched B.
   */
  readonly stretch?: number;
  /** Present for striated methods. */
  readonly segments: readonly ProfileEvidence[] | null;
  /** Whether the agreement rests on marks that other firearms of the make may share; absent where the score is too low to show. */
  readonly subclass?: SubclassRisk;
}

/** An honest refusal: why the two cannot be compared, in words for an examiner. */
export interface NotComparable {
  readonly comparable: false;
  readonly method: string;
  readonly methodVersion: string;
  readonly reason: string;
}

export type ComparisonOutcome = Comparison | NotComparable;
