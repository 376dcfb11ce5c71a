/** A corner of grid squares: square (x, y) lies between corners (x, y) and (x + 1, y + 1). */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** Right, down, left, up: y runs down the rows, so each turn to the right is the next one. */
const STEPS = [
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
  { x: 0, y: -1 },
] as const;
/** Of the two squares beyond a corner, the one at the right hand: its offset from the corner, by direction. */
const AHEAD_RIGHT = [
  { x: 0, y: 0 },
  { x: -1, y: 0 },
  { x: -1, y: -1 },
  { x: 0, y: -1 },
] as const;

/**
 * Walks along the borders of the squares marked 1, the marked side at the right hand: a closed ring for each 4-connected
 * region and one for each hole in it, as the corners where the border turns. By the even-odd rule over all rings exactly the marked squares lie inside.
 */
export function traceRings(mask: Uint8Array, width: number, height: number): Corner[][] {
  const isMarked = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x] === 1;
  // Every ring runs at least once along the upper border of a square; each such border belongs to one ring.
  const walked = new Uint8Array(mask.length);
  const rings: Corner[][] = [];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (walked[row * width + column] === 1 || !isMarked(column, row) || isMarked(column, row - 1)) continue;
      const ring: Corner[] = [];
      let x = column;
      let y = row;
      let direction = 0;
      do {
        if (direction === 0) walked[y * width + x] = 1;
        x += STEPS[direction].x;
        y += STEPS[direction].y;
        const right = AHEAD_RIGHT[direction];
        const left = AHEAD_RIGHT[(direction + 3) % 4];
        let next = direction;
        // Right before left, so that squares that touch only at a corner stay two regions.
        if (!isMarked(x + right.x, y + right.y)) next = (direction + 1) % 4;
        else if (isMarked(x + left.x, y + left.y)) next = (direction + 3) % 4;
        if (next !== direction) ring.push({ x, y });
        direction = next;
      } while (!(direction === 0 && x === column && y === row));
      rings.push(ring);
    }
  }
  return rings;
}
