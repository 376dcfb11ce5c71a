import type { OutlinePoint } from "./outline.ts";

/**
 * Leaves out the points of a closed ring that lie within `tolerance` of what remains (Douglas and Peucker 1973, the ring split
 * at its first point and the one farthest from it). Fewer than three points may remain of a ring thinner than the tolerance.
 */
export function simplifyRing(ring: readonly OutlinePoint[], tolerance: number): OutlinePoint[] {
  if (ring.length < 4) return [...ring];
  let far = 0;
  for (let i = 1; i < ring.length; i++) {
    if (measureSpan(ring[0], ring[i]) > measureSpan(ring[0], ring[far])) far = i;
  }
  const closed = [...ring, ring[0]];
  const kept = new Uint8Array(closed.length);
  kept[0] = 1;
  kept[far] = 1;
  const open: [number, number][] = [
    [0, far],
    [far, ring.length],
  ];
  for (let section = open.pop(); section !== undefined; section = open.pop()) {
    const [first, last] = section;
    let worst = tolerance;
    let at = -1;
    for (let i = first + 1; i < last; i++) {
      const distance = measureDistance(closed[i], closed[first], closed[last]);
      if (distance > worst) {
        worst = distance;
        at = i;
      }
    }
    if (at < 0) continue;
    kept[at] = 1;
    open.push([first, at], [at, last]);
  }
  return ring.filter((_, i) => kept[i] === 1);
}

function measureSpan(p: OutlinePoint, q: OutlinePoint): number {
  return Math.hypot(p.x - q.x, p.y - q.y);
}

/** Distance of a point from the segment between two others. */
function measureDistance(point: OutlinePoint, from: OutlinePoint, to: OutlinePoint): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const along = length > 0 ? ((point.x - from.x) * dx + (point.y - from.y) * dy) / length : 0;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - from.x - t * dx, point.y - from.y - t * dy);
}
