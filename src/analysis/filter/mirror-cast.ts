import type { Surface } from "../surface.ts";

/**
 * A negative replica as the mark that it was cast from would look, or the mark as its cast: mirrored along x, heights with the
 * opposite sign. Twice gives the same surface, bit for bit. Grey values are mirrored only: they say nothing of up and down.
 */
export function mirrorCast(surface: Surface): Surface {
  const { width, values } = surface;
  const sign = surface.kind === "topography" ? -1 : 1;
  const mirrored = new Float32Array(values.length);
  for (let row = 0; row < values.length; row += width) {
    for (let x = 0; x < width; x++) mirrored[row + x] = sign * values[row + width - 1 - x];
  }
  return { ...surface, values: mirrored };
}
