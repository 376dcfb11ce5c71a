/** Takes a random half of a mark away, so that what a partial mark still tells can be measured. */
import type { Random } from "../random.ts";
import type { Surface } from "../surface.ts";

/** Removes the data on one side of a line through the mean place of the data, at an angle drawn over the full circle. */
export function cutHalfAtRandom(surface: Surface, random: Random): Surface {
  const { width, values, incrementX, incrementY } = surface;
  const angle = (2 * random.uniform() - 1) * Math.PI;
  const normalX = Math.cos(angle) * incrementX;
  const normalY = Math.sin(angle) * incrementY;
  let sumX = 0;
  let sumY = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    sumX += i % width;
    sumY += Math.floor(i / width);
    count++;
  }
  const level = (normalX * sumX + normalY * sumY) / Math.max(1, count);
  return {
    ...surface,
    values: values.map((value, i) =>
      normalX * (i % width) + normalY * Math.floor(i / width) < level ? Number.NaN : value,
    ),
  };
}
