/** At which registered poses is it worth seeking cells, and do the marks have enough in common there? */
import { type RegistrationMode, type RegistrationQuery, registerMarks } from "../register/register-marks.ts";
import { estimateChance } from "./cell-grain.ts";
import type { CellMark } from "./cell-mark.ts";

/** Points of the coarse grid, 4 square millimetres of a breech face; smaller marks have more peaks scored, up to four times. */
const WHOLE_MARK = 1600;
/** The coarse grid loses the rims of patchy marks: a fifth in common on the fine grid is down to this share of a fifth there. */
const COARSE_LOSS = 0.75;
const MODES = 2;
/** Of the middle grid in one of the coarse grid, at which modes are registered. */
const MIDDLE_POINTS = 4;
/**
 * Times the chance correlation (`estimateChance`) from which a registration is taken without its cells. Best modes of different sources
 * reach 1.5 in the median, 2.0 at most in Weller's study, whole or halved; the same source 6.
 */
const OUTSTANDING = 2;
/**
 * The same of a registration of which the cells are not put off. Of Fadul's and Weller's studies at five rotations, whole and halved,
 * no same-source pair below it had a score of .08 in the end, and none above .1 is below 1.79; seven in ten of the different sources are
 * below it, of which none had a score of .13.
 */
const PROMISING = 1.6;
/** Whole cells in the common area. */
const FEW_CELLS = 16;

/**
 * Registers B on A and keeps the best modes with at least `leastOverlap` (of the smaller mark) in common. Those with less are
 * chance, unless the best one stands out: then it is the truth, and nothing else is kept. Empty where there is no mode.
 */
export function pickModes(
  query: RegistrationQuery,
  a: CellMark,
  b: CellMark,
  leastOverlap: number,
): RegistrationMode[] {
  const modes = registerMarks(adaptEffort(query, b), b.coarse);
  const least = COARSE_LOSS * leastOverlap * Math.min(a.coarse.count, b.coarse.count);
  if (modes.length > 0 && countPoints(modes[0]) < least && standsOut(a, b, modes[0])) return [];
  return modes.filter((mode) => countPoints(mode) >= least).slice(0, MODES);
}

/** Whether a mode agrees far better than the best of many poses would by chance. */
export function standsOut(a: CellMark, b: CellMark, mode: RegistrationMode): boolean {
  return isAboveChance(a, b, mode, OUTSTANDING);
}

/** Whether cells that are sought about the best mode may well agree; see `PROMISING`. */
export function isPromising(a: CellMark, b: CellMark, mode: RegistrationMode): boolean {
  return isAboveChance(a, b, mode, PROMISING);
}

function isAboveChance(a: CellMark, b: CellMark, mode: RegistrationMode, times: number): boolean {
  if (a.grain === null || b.grain === null) return false;
  const points = countPoints(mode) * MIDDLE_POINTS;
  return mode.correlation > times * estimateChance(a.grain, b.grain, mode.pose.angle, points);
}

/** Whether the two have so few cells in common that these alone do not decide. */
export function hasFewCells(a: CellMark, mode: RegistrationMode): boolean {
  return countPoints(mode) * MIDDLE_POINTS < FEW_CELLS * a.cells[0].cell.side ** 2;
}

/** Points of the coarse grid that the two have in common. */
function countPoints({ correlation, strength }: RegistrationMode): number {
  return correlation === 0 ? 0 : (strength / correlation) ** 2;
}

/**
 * The same effort for small marks: where partial marks overlap little their peak is no longer among the highest of the maps, which
 * know the overlap only roughly, but scoring a peak costs less too.
 */
function adaptEffort(query: RegistrationQuery, b: CellMark): RegistrationQuery {
  const factor = Math.min(4, WHOLE_MARK / Math.min(query.grid.count, b.coarse.count));
  if (factor <= 1) return query;
  const { settings } = query;
  return { ...query, settings: { ...settings, peaks: Math.round(settings.peaks * factor) } };
}
