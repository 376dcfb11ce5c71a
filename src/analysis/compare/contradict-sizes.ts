/** Two breech faces whose sizes cannot both be right: one of their scales is wrong. */
import type { MarkGrid } from "../register/mark-grid.ts";

/** Small and large primers differ 1.2 times, how far out the mark goes another 1.3 times; a pitch that is off by two differs twice. */
const MOST_RATIO = 1.7;
const SECTORS = 24;
/** A mark goes all round where this share of its sectors reaches out to that share of its radius. Halves reach out in about half. */
const ROUND_SECTORS = 0.8;
const REACHING_OUT = 0.7;

/**
 * In words, where both marks go all round and one is far larger than the other; null otherwise. Marks that do not go all round are
 * parts, whose size says nothing.
 */
export function contradictSizes(a: MarkGrid, b: MarkGrid): string | null {
  if (Math.max(a.radius, b.radius) < MOST_RATIO * Math.min(a.radius, b.radius)) return null;
  if (!goesAllRound(a) || !goesAllRound(b)) return null;
  const [one, two] = [a, b].map(({ radius }) => `${(2e3 * radius).toFixed(1)} mm`);
  return `Different scales: both marks go all round, but one is ${one} across and the other ${two}. The scale of one is wrong, or they are not the same region.`;
}

function goesAllRound({ width, values, pitch, originX, originY, centreX, centreY, radius }: MarkGrid): boolean {
  const farthest = new Float64Array(SECTORS);
  values.forEach((value, at) => {
    if (Number.isNaN(value)) return;
    const x = originX + (at % width) * pitch - centreX;
    const y = originY + Math.floor(at / width) * pitch - centreY;
    const sector = Math.min(SECTORS - 1, Math.floor(((Math.atan2(y, x) + Math.PI) / (2 * Math.PI)) * SECTORS));
    farthest[sector] = Math.max(farthest[sector], Math.hypot(x, y));
  });
  return farthest.filter((reach) => reach >= REACHING_OUT * radius).length >= ROUND_SECTORS * SECTORS;
}
