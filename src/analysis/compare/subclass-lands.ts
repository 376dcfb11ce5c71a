/** Does the agreement of two lands rest on broad striae that barrels cut by one broach may share? */
import type { Comparison } from "./comparison.ts";
import { correlateStretches } from "./land-signal.ts";
import type { PreparedMark } from "./prepared-mark.ts";
import { smoothProfile } from "./smooth-profile.ts";
import type { SubclassRisk } from "./subclass.ts";

/** Metres, or as if a land without a scale were NOMINAL_LAND wide: waves above are broad, below fine. */
const BROAD = 90e-6;
const NOMINAL_LAND = 1.6e-3;
/** Metres by which the fine striae may lie off the common lag: the jacket springs back unevenly. */
const PLAY = 10e-6;
/** Samples in common below which nothing is told. */
const LEAST_SAMPLES = 60;
/** At a risk: the broad striae agree at least so well, explain at least this share, and the fine ones agree by less than that. */
const LEAST_BROAD = 0.6;
const LEAST_SHARE = 0.5;
const LEAST_DETAIL = 0.4;

/**
 * Splits both profiles, B's laid on A's by the outcome's stretch and lag, at 90 um. A broach's teeth leave broad striae in
 * every barrel they cut; the fine ones come from chips and wear and are one barrel's own. Striae run along the land whatever made
 * them, so their course tells nothing here: this is a weaker sign than that of breech faces, and says only where to look.
 */
export function assessLandSubclassRisk(a: PreparedMark, b: PreparedMark, outcome: Comparison): SubclassRisk {
  if (a.profile === null || b.profile === null) return refuse();
  const perMetre = a.scaleKnown ? 1 / a.surface.incrementX : countPresent(a.profile) / NOMINAL_LAND;
  const cutoff = BROAD * perMetre;
  const laid = layProfile(a, b, outcome);
  const broadA = smoothProfile(a.profile, cutoff, 0);
  const broadB = smoothProfile(laid, cutoff, 0);
  const fineA = subtract(a.profile, broadA);
  const fineB = subtract(laid, broadB);
  const whole = correlateStretches(a.profile, laid, LEAST_SAMPLES);
  const broad = correlateStretches(mask(broadA, fineA), mask(broadB, fineB), LEAST_SAMPLES);
  const fine = correlateNearby(fineA, fineB, Math.round(PLAY * perMetre));
  if (Number.isNaN(whole + broad + fine)) return refuse();
  const weight = Math.sqrt(measureShare(broadA, a.profile) * measureShare(broadB, laid));
  const share = whole > 0 ? Math.max(0, Math.min(1, (broad * weight) / whole)) : 0;
  const figures =
    `The broad striae (above 90 um) correlate by ${broad.toFixed(2)} and explain ${Math.round(100 * share)} % of the ` +
    `agreement; the fine ones correlate by ${fine.toFixed(2)}.`;
  return broad >= LEAST_BROAD && share >= LEAST_SHARE && fine < LEAST_DETAIL
    ? {
        risk: "subclass risk",
        kind: "parallel",
        reason: `${figures} Barrels cut by one broach may share broad striae: look for individual detail.`,
        share,
      }
    : {
        risk: "none",
        kind: "parallel",
        reason: `${figures} The agreement does not rest on broad striae alone.`,
        share,
      };
}

function refuse(): SubclassRisk {
  return {
    risk: "none",
    kind: null,
    reason: "Not assessed: too little of the two profiles lies on each other.",
    share: 0,
  };
}

function countPresent(profile: Float32Array): number {
  return profile.reduce((count, value) => (Number.isNaN(value) ? count : count + 1), 0);
}

/** B's profile at A's samples. */
function layProfile(a: PreparedMark, b: PreparedMark, { pose, stretch = 1 }: Comparison): Float32Array {
  const own = a.profile as Float32Array;
  const other = b.profile as Float32Array;
  const pitch = a.surface.incrementX;
  return own.map((_, i) => {
    const place = ((i - (own.length - 1) / 2) * pitch - pose.shiftX) / stretch;
    const at = place / b.surface.incrementX + (other.length - 1) / 2;
    const whole = Math.floor(at);
    if (whole < 0 || whole + 1 >= other.length) return Number.NaN;
    return other[whole] + (at - whole) * (other[whole + 1] - other[whole]);
  });
}

function subtract(profile: Float32Array, broad: Float32Array): Float32Array {
  return profile.map((value, i) => value - broad[i]);
}

/** The smoothed profile bridges gaps; what was never measured is no agreement. */
function mask(values: Float32Array, by: Float32Array): Float32Array {
  return values.map((value, i) => (Number.isNaN(by[i]) ? Number.NaN : value));
}

function correlateNearby(a: Float32Array, b: Float32Array, reach: number): number {
  let best = Number.NaN;
  for (let lag = -reach; lag <= reach; lag++) {
    const from = Math.max(0, lag);
    const to = Math.min(a.length, b.length + lag);
    const found = correlateStretches(a.subarray(from, to), b.subarray(from - lag, to - lag), LEAST_SAMPLES);
    if (found > best || Number.isNaN(best)) best = found;
  }
  return best;
}

/** Share of the variance. */
function measureShare(part: Float32Array, whole: Float32Array): number {
  let own = 0;
  let all = 0;
  for (let i = 0; i < whole.length; i++) {
    if (Number.isNaN(whole[i])) continue;
    own += part[i] ** 2;
    all += whole[i] ** 2;
  }
  return all > 0 ? Math.min(1, own / all) : 0;
}
