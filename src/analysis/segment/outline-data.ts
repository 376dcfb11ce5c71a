import { closeMask } from "../quality/find-outline.ts";
import type { Surface } from "../surface.ts";
import type { OutlinePoint } from "./outline.ts";
import { outlineMask } from "./outline-mask.ts";

/** Blocks along the longer side; an outline of the data needs no more detail. */
const BLOCKS = 200;
/** Gaps of the data up to twice this many blocks are drop-outs, not borders. */
const CLOSE = 2;
/** Blocks: smaller islands are dust, smaller holes no business of an outline. */
const LEAST_AREA = 25;

/**
 * Draws rings around a scan's data, half a hundredth of its side outside, so that all but dust lies within. Empty when there
 * is no data. In the unit of the increments, from the grid's centre.
 */
export function outlineData(surface: Surface): OutlinePoint[][] {
  const { width, height, incrementX, incrementY, values } = surface;
  const block = Math.max(1, Math.round(Math.max(width, height) / BLOCKS));
  // One empty block all around: what is widened below has room there.
  const columns = Math.ceil(width / block) + 2;
  const rows = Math.ceil(height / block) + 2;
  const there = new Uint8Array(columns * rows);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const x = i % width;
    there[(Math.floor((i - x) / width / block) + 1) * columns + Math.floor(x / block) + 1] = 1;
  }
  const wide = widenMask(closeMask(there, columns, rows, CLOSE), columns, rows);
  const grid = { width: columns, height: rows, incrementX: block * incrementX, incrementY: block * incrementY };
  const tolerance = 0.9 * block * Math.min(incrementX, incrementY);
  const least = LEAST_AREA * grid.incrementX * grid.incrementY;
  const large = outlineMask(wide, grid, tolerance, least);
  const rings = large.length > 0 ? large : outlineMask(wide, grid, tolerance);
  // The blocks start at the grid's first corner, so their centre lies off the grid's by what the last block has too much.
  const offX = ((columns - 2) * block - width) / 2;
  const offY = ((rows - 2) * block - height) / 2;
  const limitX = (width / 2) * incrementX;
  const limitY = (height / 2) * incrementY;
  return rings.map((ring) =>
    ring.map(({ x, y }) => ({
      x: Math.max(-limitX, Math.min(limitX, x + offX * incrementX)),
      y: Math.max(-limitY, Math.min(limitY, y + offY * incrementY)),
    })),
  );
}

/** Adds to a mask the eight neighbours of each point; its border must be empty. */
function widenMask(mask: Uint8Array, width: number, height: number): Uint8Array {
  const wide = Uint8Array.from(mask);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      if (mask[y * width + x] === 0) continue;
      for (let dy = -1; dy <= 1; dy++) wide.fill(1, (y + dy) * width + x - 1, (y + dy) * width + x + 2);
    }
  }
  return wide;
}
