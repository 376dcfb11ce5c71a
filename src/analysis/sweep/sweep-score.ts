export interface SweepScore {
  /** How far above chance the two marks agree, all evidence together; comparable within a method version only. */
  readonly score: number;
  /** Of the best pose, or of the best turn on the folded grid where none was worth more: correlation times the root of the overlap, in standard deviations of chance. */
  readonly registration: number;
  /** Of the two power spectra at the turn of that pose, in standard deviations of chance; 0 for profiles. */
  readonly spectrum: number;
  /** Radians by which the other mark is turned against the query. */
  readonly angle: number;
}
