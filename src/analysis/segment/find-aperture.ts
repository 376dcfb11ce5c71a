import { type Circle, type HeadView, readHeight, takeMedian } from "./head-view.ts";

/** As shares of the primer's radius: where the rim may lie, how far its middle may lie off the impression's. */
const SMALLEST = 0.3;
const LARGEST = 0.72;
const OFF = 0.2;
/** The step is read this far to each side of a place (62 um on a small primer). */
const HALF_STEP = 0.028;
/** The least step, as a share of the primer's diameter: 5 um of 4.45 mm, down outwards. */
const LEAST_STEP = 0.0011;
/** At least this share of the directions shows the step. */
const LEAST_SHARE = 0.7;
const TURNS = 96;

export interface Aperture {
  /** The rim as a polygon in points of the view. */
  readonly rim: readonly { readonly x: number; readonly y: number }[];
  /** Metres that the primer's metal stands up within it. */
  readonly step: number;
  readonly confidence: number;
}

/**
 * The rim of the firing-pin aperture: primer metal that flowed back into the hole stands higher than the breech face around it,
 * by a step that runs all around the impression. Null where there is none, as with tight apertures.
 */
export function findAperture(view: HeadView, primer: Circle, impression: Circle): Aperture | null {
  const turns = Array.from({ length: TURNS }, (_, k) => {
    const angle = (2 * Math.PI * k) / TURNS;
    return { x: Math.cos(angle), y: Math.sin(angle) };
  });
  const half = Math.max(1, HALF_STEP * primer.radius);
  const least = LEAST_STEP * 2 * primer.radius * view.pitch;
  const readStep = (x: number, y: number, radius: number, turn: { x: number; y: number }): number =>
    readHeight(view, x + (radius - half) * turn.x, y + (radius - half) * turn.y) -
    readHeight(view, x + (radius + half) * turn.x, y + (radius + half) * turn.y);

  let best = LEAST_SHARE;
  let found: Circle | null = null;
  const smallest = Math.max(SMALLEST * primer.radius, impression.radius);
  const reach = OFF * primer.radius;
  for (let y = impression.y - reach; y <= impression.y + reach; y += 2) {
    for (let x = impression.x - reach; x <= impression.x + reach; x += 2) {
      const off = Math.hypot(x - primer.x, y - primer.y);
      for (let radius = smallest; radius + off <= LARGEST * primer.radius; radius++) {
        let sum = 0;
        // Every third direction: the search needs no more. A step counts to the least in full, and what it has beyond that a little.
        for (let k = 0; k < TURNS; k += 3) {
          const steps = readStep(x, y, radius, turns[k]) / least;
          if (steps > 0) sum += Math.min(steps, 1) + 0.05 * Math.min(steps, 10);
        }
        if (sum / (TURNS / 3) > best) {
          best = sum / (TURNS / 3);
          found = { x, y, radius };
        }
      }
    }
  }
  return found === null ? null : followRim(found);

  /** The steepest step of each direction near the circle; directions without one take the circle's radius. */
  function followRim(circle: Circle): Aperture | null {
    const { x, y, radius } = circle;
    const radii = turns.map((turn) => {
      let steepest = least / 2;
      let at = Number.NaN;
      for (let r = 0.82 * radius; r <= 1.18 * radius; r += 0.5) {
        const step = readStep(x, y, r, turn);
        if (step > steepest) {
          steepest = step;
          at = r;
        }
      }
      return at;
    });
    const seen = radii.filter((r) => !Number.isNaN(r)).length;
    if (seen < LEAST_SHARE * TURNS) return null;
    const whole = radii.map((r) => (Number.isNaN(r) ? radius : r));
    const rim = turns.map((turn, k) => {
      const near = [-3, -2, -1, 0, 1, 2, 3].map((d) => whole[(k + d + TURNS) % TURNS]);
      const r = takeMedian(near);
      return { x: x + r * turn.x, y: y + r * turn.y };
    });
    const steps = turns.map((turn) => readStep(x, y, radius, turn)).filter((step) => !Number.isNaN(step));
    const step = takeMedian(steps);
    return { rim, step, confidence: (seen / TURNS) * Math.min(1, step / (2 * least) + 0.25) };
  }
}
