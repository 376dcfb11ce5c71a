/** Takes the form off a land, row by row. */
import type { Surface } from "../surface.ts";
import type { Shoulders } from "./land-shoulders.ts";
import { findRobustScale } from "./land-signal.ts";
import { createSmoother } from "./smooth-profile.ts";

/** Metres. Rows lose waves above this before they are averaged, so that rows with gaps do not step. */
const ROW_LONGEST = 600e-6;
/** The same where there is no scale, as a share of the width of the land; set on the Hamby 173 renderings. */
const SHARE_ROW_LONGEST = 0.2;
/** Heights beyond this many robust deviations are burrs and pits: clipped, and still in their place. */
const CLIP = 4;
/** A row needs data in this share of the land. */
const LEAST_ROW = 0.3;

/**
 * Takes the form off each row between the shoulders; NaN beyond them. Image rows become contrast: grey over its mean.
 * Rows with data in less than 30 % of the land are left out.
 */
export function levelLand(surface: Surface, shoulders: Shoulders, scaleKnown: boolean): Surface {
  const { width, height } = surface;
  const { left, right, form: crown } = shoulders;
  const longest = scaleKnown ? ROW_LONGEST / surface.incrementX : SHARE_ROW_LONGEST * (right - left);
  const values = new Float32Array(width * height).fill(Number.NaN);
  const smooth = createSmoother(right - left, longest, surface.kind === "topography" ? 1 : 0);
  for (let y = 0; y < height; y++) {
    const row = surface.values.slice(y * width + left, y * width + right);
    if (crown) for (let x = 0; x < row.length; x++) row[x] -= crown[left + x];
    let present = 0;
    for (const value of row) if (!Number.isNaN(value)) present++;
    if (present < LEAST_ROW * row.length) continue;
    const form = smooth(row);
    for (let x = 0; x < row.length; x++) {
      const rest = row[x] - form[x];
      values[y * width + left + x] = surface.kind === "topography" ? rest : rest / Math.max(form[x], 0.02);
    }
  }
  const limit = CLIP * findRobustScale(values);
  for (let i = 0; i < values.length; i++) values[i] = Math.max(-limit, Math.min(limit, values[i]));
  return { ...surface, values };
}
