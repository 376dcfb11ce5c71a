/** Where the nodes of a link chart stand: each connected part by springs of its own, the parts beside each other. The same each time. */

export interface LayoutEdge {
  readonly from: string;
  readonly to: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LinkLayout {
  readonly places: ReadonlyMap<string, Point>;
  readonly width: number;
  readonly height: number;
}

const EDGE = 110;
const MARGIN = 70;
const ROUNDS = 220;
/** A part of more nodes takes fewer rounds: the work grows with the square of them. */
const WORK = 6_000_000;

export function layOutLinks(ids: readonly string[], edges: readonly LayoutEdge[], width: number): LinkLayout {
  const places = new Map<string, Point>();
  let left = 0;
  let top = 0;
  let rowHeight = 0;
  let widest = 0;
  for (const part of findParts(ids, edges)) {
    const spread = relax(part, edges);
    const [minX, maxX] = range(spread.map(({ x }) => x));
    const [minY, maxY] = range(spread.map(({ y }) => y));
    const partWidth = maxX - minX + 2 * MARGIN;
    if (left > 0 && left + partWidth > width) {
      left = 0;
      top += rowHeight;
      rowHeight = 0;
    }
    for (const [at, id] of part.entries()) {
      const { x, y } = spread[at]!;
      places.set(id, { x: left + x - minX + MARGIN, y: top + y - minY + MARGIN });
    }
    left += partWidth;
    widest = Math.max(widest, left);
    rowHeight = Math.max(rowHeight, maxY - minY + 2 * MARGIN);
  }
  return { places, width: Math.max(widest, MARGIN), height: Math.max(top + rowHeight, MARGIN) };
}

/** What hangs together, the largest first. */
function findParts(ids: readonly string[], edges: readonly LayoutEdge[]): string[][] {
  const near = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { from, to } of edges) {
    near.get(from)?.push(to);
    near.get(to)?.push(from);
  }
  const seen = new Set<string>();
  const parts: string[][] = [];
  for (const start of ids) {
    if (seen.has(start)) continue;
    seen.add(start);
    const part = [start];
    for (const id of part) {
      for (const other of near.get(id) ?? []) {
        if (seen.has(other) || !near.has(other)) continue;
        seen.add(other);
        part.push(other);
      }
    }
    parts.push(part);
  }
  return parts.sort((a, b) => b.length - a.length);
}

/** Springs along the edges, repulsion between all, cooling down. */
function relax(part: readonly string[], edges: readonly LayoutEdge[]): Point[] {
  const at = new Map(part.map((id, index) => [id, index]));
  const count = part.length;
  const pairs = edges.flatMap(({ from, to }) => {
    const [a, b] = [at.get(from), at.get(to)];
    return a === undefined || b === undefined ? [] : [[a, b] as const];
  });
  const radius = (EDGE * count) / (2 * Math.PI);
  const xs = part.map((_, i) => radius * 1.4 * Math.cos((2 * Math.PI * i) / count));
  const ys = part.map((_, i) => radius * Math.sin((2 * Math.PI * i) / count));
  const rounds = Math.max(20, Math.min(ROUNDS, Math.floor(WORK / (count * count))));
  for (let round = 0; round < rounds; round += 1) {
    const heat = EDGE * 0.4 * (1 - round / rounds);
    const [dx, dy] = pull(xs, ys, pairs);
    for (let i = 0; i < count; i += 1) {
      const length = Math.hypot(dx[i]!, dy[i]!) || 1;
      const step = Math.min(length, heat) / length;
      xs[i] = xs[i]! + dx[i]! * step;
      ys[i] = ys[i]! + dy[i]! * step;
    }
  }
  return part.map((_, i) => ({ x: xs[i]!, y: ys[i]! }));
}

function pull(xs: number[], ys: number[], pairs: readonly (readonly [number, number])[]): [Float64Array, Float64Array] {
  const [dx, dy] = [new Float64Array(xs.length), new Float64Array(xs.length)];
  const push = (a: number, b: number, force: (distance: number) => number) => {
    const [x, y] = [xs[b]! - xs[a]!, ys[b]! - ys[a]!];
    const distance = Math.max(Math.hypot(x, y), 1);
    const size = force(distance) / distance;
    dx[a] = dx[a]! + x * size;
    dy[a] = dy[a]! + y * size;
    dx[b] = dx[b]! - x * size;
    dy[b] = dy[b]! - y * size;
  };
  for (let a = 0; a < xs.length; a += 1) {
    for (let b = a + 1; b < xs.length; b += 1) push(a, b, (distance) => -(EDGE * EDGE) / distance);
  }
  for (const [a, b] of pairs) push(a, b, (distance) => (distance * distance) / EDGE);
  return [dx, dy];
}

function range(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
