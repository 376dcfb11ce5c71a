/** The parts of a scan or an image, as polygons that a person can look at, correct and store. */

/** What an outline is drawn around. A cartridge case's parts; then a land's. */
export const OUTLINE_PARTS = [
  "Primer",
  "BreechFace",
  "FiringPinImpression",
  "Aperture",
  "Headstamp",
  "LandEngravedArea",
  "Damage",
  "CrossCut",
] as const;
export type OutlinePart = (typeof OUTLINE_PARTS)[number];

export interface OutlinePoint {
  /**
   * From the centre of the grid, x to the right and y down: metres, or pixels where the image has no scale. The first pixel's
   * centre lies at (-(width - 1) / 2, -(height - 1) / 2) increments.
   */
  readonly x: number;
  readonly y: number;
}

/** One part; a place is within it where the even-odd rule over all of its rings says so (a ring in a ring is a hole). */
export interface Outline {
  readonly part: OutlinePart;
  readonly rings: readonly (readonly OutlinePoint[])[];
  /** 0..1: how sure the method is of this part; 1 where a person drew it. */
  readonly confidence: number;
}

export interface Segmentation {
  /** Name and version of the method that drew it, "examiner" where a person did. */
  readonly method: string;
  readonly methodVersion: string;
  readonly outlines: readonly Outline[];
  /** 0..1: how sure the method is of the part that is compared. Below `LEAST_CONFIDENCE` a person is asked. */
  readonly confidence: number;
  /** In words for the person who is asked: what was seen and what was not. */
  readonly remarks: readonly string[];
}

/** Below this a found region is not trusted: the acquisition waits for a person's outline. */
export const LEAST_CONFIDENCE = 0.5;
