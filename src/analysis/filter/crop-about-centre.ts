import type { Surface } from "../surface.ts";

/** Takes empty borders off, as many columns left as right and rows above as below: places from the grid's centre stay the same. */
export function cropAboutCentre(surface: Surface): Surface {
  const { width, height, values } = surface;
  let marginX = (width - 1) >> 1;
  let marginY = (height - 1) >> 1;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (Number.isNaN(values[at])) continue;
      marginX = Math.min(marginX, x, width - 1 - x);
      marginY = Math.min(marginY, y, height - 1 - y);
    }
  }
  if (marginX === 0 && marginY === 0) return surface;
  const columns = width - 2 * marginX;
  const rows = height - 2 * marginY;
  const cropped = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const from = (row + marginY) * width + marginX;
    cropped.set(values.subarray(from, from + columns), row * columns);
  }
  return { ...surface, width: columns, height: rows, values: cropped };
}
