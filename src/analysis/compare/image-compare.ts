/** Breech faces and firing-pin impressions where at least one of the two is a 2D image: congruent cells on views that show the same. */
import { loadKernels } from "../kernels/load-kernels.ts";
import { registerMarks } from "../register/register-marks.ts";
import { type CellMark, type CellWorkshop, createCellMark, createCellWorkshop } from "./cell-mark.ts";
import { BREECH_FACE_CELLS, type CellMethod, FIRING_PIN_CELLS } from "./cell-method.ts";
import { type CellQuery, compareCells, createCellQuery } from "./compare-cells.ts";
import type { Comparison, ComparisonOutcome, NotComparable } from "./comparison.ts";
import { chooseImageMethods } from "./image-method.ts";
import { chooseRoutes, type ImageRoute } from "./image-routes.ts";
import { chooseFactors, enlargeSurface, tellInMetresOfA } from "./image-scale.ts";
import { type ArealMark, isAreal, type MarkView, viewMark } from "./image-views.ts";
import type { PreparedMark } from "./prepared-mark.ts";

const workshops = new Map<CellMethod, CellWorkshop>();
/** What was derived from a mark lives as long as the mark itself; the views of one mark serve all methods of its region. */
const views = new WeakMap<PreparedMark, Map<MarkView, CellMark | null>>();

/** One image, or one topography to be compared with images; its views and spectra are made once. */
export interface ImageQuery {
  compareWith(other: PreparedMark): ComparisonOutcome;
}

/**
 * Readies a mark for comparisons in which it or the other is an image, at any orientation. Where a light or a scale is not known the
 * ways they may be are tried, and the best result counts. Refusals are outcomes, not errors.
 */
export function createImageQuery(mark: PreparedMark): ImageQuery {
  const queries = new Map<string, CellQuery | null>();
  const provideQuery = (own: ArealMark, { method, a }: ImageRoute, factor: number): CellQuery | null => {
    const key = `${method.method} ${method.leastCorrelation} ${a} ${factor}`;
    const known = queries.get(key);
    if (known !== undefined) return known;
    const workshop = provideWorkshop(method);
    const grid =
      factor === 1 ? provideView(own, a, workshop) : createCellMark(enlargeSurface(viewMark(own, a), factor), workshop);
    const query = grid === null ? null : createCellQuery(grid, workshop);
    queries.set(key, query);
    return query;
  };
  return {
    compareWith(other) {
      if (!isAreal(mark) || !isAreal(other))
        return refuse("Different regions, or none that images are compared by.", mark);
      const reason = findObstacle(mark, other);
      if (reason !== null) return refuse(reason, mark);
      const routes = chooseRoutes(mark, other, chooseImageMethods(mark.region));
      const factors = chooseFactors(mark, other);
      const outcomes = routes.map((route) => {
        const theirs = provideView(other, route.b, provideWorkshop(route.method));
        if (theirs === null) return refuse("One of the two has no data in the region of interest.", mark);
        return compareAtFactors((factor) => provideQuery(mark, route, factor), theirs, factors, mark);
      });
      return pickBest(outcomes);
    },
  };
}

/** Registers at each factor, and compares the cells at the one where the two agree best. */
function compareAtFactors(
  provideQuery: (factor: number) => CellQuery | null,
  other: CellMark,
  factors: readonly number[],
  mark: PreparedMark,
): ComparisonOutcome {
  let best: { query: CellQuery; factor: number } | null = null;
  let strongest = -1;
  for (const factor of factors) {
    const query = provideQuery(factor);
    if (query === null) continue;
    // One factor alone needs no contest.
    const strength = factors.length === 1 ? 0 : (registerMarks(query.registration, other.coarse)[0]?.strength ?? 0);
    if (strength <= strongest) continue;
    best = { query, factor };
    strongest = strength;
  }
  if (best === null) return refuse("One of the two has no data in the region of interest.", mark);
  const outcome = compareCells(best.query, other);
  return outcome.comparable && factors.length > 1 ? tellInMetresOfA(outcome, best.factor) : outcome;
}

function pickBest(outcomes: readonly ComparisonOutcome[]): ComparisonOutcome {
  const compared = outcomes.filter((outcome): outcome is Comparison => outcome.comparable);
  return compared.reduce<ComparisonOutcome>(
    (best, outcome) => (best.comparable && best.score >= outcome.score ? best : outcome),
    outcomes[0],
  );
}

function findObstacle(a: ArealMark, b: ArealMark): string | null {
  if (a.region !== b.region) return `Different regions: ${a.region} and ${b.region}.`;
  for (const { surface, preparation, preparationVersion, scaleKnown, scaleSource, region } of [a, b]) {
    if (!scaleKnown && scaleSource !== "primer") {
      return "The scale of one of the two is unknown; state its micrometres per pixel.";
    }
    const topography = region === "BreechFace" ? BREECH_FACE_CELLS : FIRING_PIN_CELLS;
    const needed = surface.kind === "topography" ? topography : chooseImageMethods(region).grey;
    if (preparation !== needed.preparation || preparationVersion !== needed.preparationVersion) {
      return `A mark was prepared by ${preparation} ${preparationVersion}; ${needed.preparation} ${needed.preparationVersion} is needed.`;
    }
  }
  return null;
}

function refuse(reason: string, { region }: PreparedMark): NotComparable {
  const { method, methodVersion } = chooseImageMethods(region === "FiringPinImpression" ? region : "BreechFace").grey;
  return { comparable: false, method, methodVersion, reason };
}

function provideWorkshop(method: CellMethod): CellWorkshop {
  const known = workshops.get(method);
  if (known !== undefined) return known;
  const workshop = createCellWorkshop(method, loadKernels());
  workshops.set(method, workshop);
  return workshop;
}

function provideView(mark: ArealMark, view: MarkView, workshop: CellWorkshop): CellMark | null {
  const known = views.get(mark) ?? new Map<MarkView, CellMark | null>();
  views.set(mark, known);
  const seen = known.get(view);
  if (seen !== undefined) return seen;
  const made = createCellMark(viewMark(mark, view), workshop);
  known.set(view, made);
  return made;
}
