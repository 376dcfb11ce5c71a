/** Breech faces and firing-pin impressions by congruent cells: the checks, and what is computed once a mark. */
import { loadKernels } from "../kernels/load-kernels.ts";
import { type CellMark, type CellWorkshop, createCellMark, createCellWorkshop } from "./cell-mark.ts";
import { BREECH_FACE_CELLS, type CellMethod, FIRING_PIN_CELLS } from "./cell-method.ts";
import { type CellQuery, compareCells, compareCellsIfPromising, createCellQuery } from "./compare-cells.ts";
import type { ComparisonOutcome } from "./comparison.ts";
import { contradictSizes } from "./contradict-sizes.ts";
import { createImageQuery, type ImageQuery } from "./image-compare.ts";
import type { PreparedMark } from "./prepared-mark.ts";

/** One mark to be compared with many: its rotated spectra and cells are computed once. */
export interface MarkQuery {
  compareWith(other: PreparedMark): ComparisonOutcome;
  /** Null where a first, quicker look finds nothing that makes the rest worth doing at once. Methods without one do it all. */
  compareIfPromising(other: PreparedMark): ComparisonOutcome | null;
}

const workshops = new Map<CellMethod, CellWorkshop>();
/** What was derived from a mark lives as long as the mark itself. */
const derived = new WeakMap<PreparedMark, CellMark | null>();

/** Readies a breech face or a firing-pin impression for comparison with many others. Refusals are outcomes, not errors. */
export function createBreechFaceQuery(mark: PreparedMark): MarkQuery {
  const method = mark.region === "FiringPinImpression" ? FIRING_PIN_CELLS : BREECH_FACE_CELLS;
  const workshop = provideWorkshop(method);
  let query: CellQuery | null = null;
  let imageQuery: ImageQuery | null = null;
  const compare = <Outcome extends ComparisonOutcome | null>(
    other: PreparedMark,
    seek: (query: CellQuery, theirs: CellMark) => Outcome,
  ): Outcome | ComparisonOutcome => {
    if (mark.surface.kind === "reflectance" || other.surface.kind === "reflectance") {
      imageQuery ??= createImageQuery(mark);
      return imageQuery.compareWith(other);
    }
    const reason = findObstacle(mark, other, method);
    const own = reason === null ? provideCellMark(mark, workshop) : null;
    const theirs = own === null ? null : provideCellMark(other, workshop);
    if (own === null || theirs === null) {
      return {
        comparable: false,
        method: method.method,
        methodVersion: method.methodVersion,
        reason: reason ?? "One of the two has no data in the region of interest.",
      };
    }
    query ??= createCellQuery(own, workshop);
    const outcome = seek(query, theirs);
    // Cells that come together prove the scales right, whatever the sizes.
    if (!outcome?.comparable || outcome.cells?.convergence?.reached || mark.region !== "BreechFace") return outcome;
    const contradiction = contradictSizes(own.coarse, theirs.coarse);
    if (contradiction === null) return outcome;
    return {
      comparable: false,
      method: method.method,
      methodVersion: method.methodVersion,
      reason: contradiction,
    };
  };
  return {
    compareWith: (other) => compare(other, compareCells),
    compareIfPromising: (other) => compare(other, compareCellsIfPromising),
  };
}

/**
 * Compares two breech faces, or two firing-pin impressions, at any orientation to each other. Exchanging the two gives the
 * inverse pose and, but for interpolation, the same score.
 */
export function compareBreechFaces(a: PreparedMark, b: PreparedMark): ComparisonOutcome {
  return createBreechFaceQuery(a).compareWith(b);
}

function findObstacle(a: PreparedMark, b: PreparedMark, method: CellMethod): string | null {
  if (a.region !== b.region) return `Different regions: ${a.region} and ${b.region}.`;
  if (!a.scaleKnown || !b.scaleKnown) {
    return "The scale of one of the two is unknown; this method measures in metres. State micrometres per pixel.";
  }
  for (const mark of [a, b]) {
    if (mark.preparation !== method.preparation || mark.preparationVersion !== method.preparationVersion) {
      return `A mark was prepared by ${mark.preparation} ${mark.preparationVersion}; ${method.preparation} ${method.preparationVersion} is needed.`;
    }
  }
  return null;
}

function provideWorkshop(method: CellMethod): CellWorkshop {
  const known = workshops.get(method);
  if (known !== undefined) return known;
  const workshop = createCellWorkshop(method, loadKernels());
  workshops.set(method, workshop);
  return workshop;
}

function provideCellMark(mark: PreparedMark, workshop: CellWorkshop): CellMark | null {
  const known = derived.get(mark);
  if (known !== undefined) return known;
  const made = createCellMark(mark.surface, workshop);
  derived.set(mark, made);
  return made;
}
