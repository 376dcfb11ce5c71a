import type { Segmentation } from "../../analysis/segment/outline.ts";

/** The same outlines on the surface seen from its other side: x changes its sign, as `mirrorCast` has it. Done twice it is undone. */
export function mirrorOutlines(segmentation: Segmentation): Segmentation {
  const outlines = segmentation.outlines.map((outline) => ({
    ...outline,
    rings: outline.rings.map((ring) => ring.map(({ x, y }) => ({ x: x === 0 ? 0 : -x, y }))),
  }));
  return { ...segmentation, outlines };
}
