/** What the shader reads of a surface, computed once: the slopes in both directions, the height, and whether there is data. */
import type { MarkSurface } from "./mark-surface.ts";

/** Slope (in RMS heights a point) that is drawn as 45 degrees, in multiples of the surface's own mean slope. */
const STEEP = 2.2;

/** Four floats a point: slope x, slope y, height, 1 (0: no data). Slopes are scaled so that any mark shows its relief. */
export function makeTexels(surface: MarkSurface): Float32Array {
  const { width, height, values } = surface;
  const texels = new Float32Array(4 * width * height);
  let sum = 0;
  let count = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const here = values[at] as number;
      if (Number.isNaN(here)) continue;
      const slopeX = slopeBetween(values, here, column > 0 ? at - 1 : -1, column < width - 1 ? at + 1 : -1);
      const slopeY = slopeBetween(values, here, row > 0 ? at - width : -1, row < height - 1 ? at + width : -1);
      texels[4 * at] = slopeX;
      texels[4 * at + 1] = slopeY;
      texels[4 * at + 2] = here;
      texels[4 * at + 3] = 1;
      sum += Math.sqrt(slopeX * slopeX + slopeY * slopeY);
      count++;
    }
  }
  const scale = sum > 0 ? count / (sum * STEEP) : 1;
  for (let at = 0; at < texels.length; at += 4) {
    texels[at] = (texels[at] as number) * scale;
    texels[at + 1] = (texels[at + 1] as number) * scale;
  }
  spreadOverBorder(texels, width, height);
  return texels;
}

/** Over both neighbours where they have data, over one of them otherwise. */
function slopeBetween(values: Float32Array, here: number, before: number, after: number): number {
  const low = before < 0 ? Number.NaN : (values[before] as number);
  const high = after < 0 ? Number.NaN : (values[after] as number);
  if (Number.isNaN(low)) return Number.isNaN(high) ? 0 : high - here;
  return Number.isNaN(high) ? here - low : (high - low) / 2;
}

/** Gives points beside the data their neighbour's slope and height, still as no data: else the texture's filter darkens the border. */
function spreadOverBorder(texels: Float32Array, width: number, height: number): void {
  const missing: number[] = [];
  for (let at = 0; at < width * height; at++) if (texels[4 * at + 3] === 0) missing.push(at);
  for (const at of missing) {
    const column = at % width;
    const row = (at - column) / width;
    const beside = [
      column > 0 ? at - 1 : -1,
      column < width - 1 ? at + 1 : -1,
      row > 0 ? at - width : -1,
      row < height - 1 ? at + width : -1,
    ].find((other) => other >= 0 && texels[4 * other + 3] === 1);
    if (beside === undefined) continue;
    for (let part = 0; part < 3; part++) texels[4 * at + part] = texels[4 * beside + part] as number;
  }
}
