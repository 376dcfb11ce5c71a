import type { HeldSlot, Kernels } from "./kernels.ts";
import { createPlainFourierPlane, type PlainFourierPlane } from "./plain-fourier-plane.ts";
import { correlateRings } from "./plain-ring.ts";
import { sumProducts, turnGrid } from "./plain-sample.ts";
import { cutWindow, findCellPeaks, findHighestRatio, findLagPeaks, measureBoxes } from "./plain-seek.ts";
import { slideProducts, weighWindows } from "./plain-slide.ts";

/** The kernels in plain TypeScript: what they mean, and what the fast ones are held against. */
export function createPlainKernels(): Kernels {
  const planes = new Map<number, PlainFourierPlane>();
  const held = new Map<HeldSlot, { readonly owner: object; readonly block: Float32Array }>();
  const planeOf = (size: number): PlainFourierPlane => {
    const known = planes.get(size);
    if (known !== undefined) return known;
    const plane = createPlainFourierPlane(size);
    planes.set(size, plane);
    return plane;
  };
  return {
    name: "plain",
    scope: (work) => work(),
    take: (length) => new Float32Array(length),
    takeDoubles: (length) => new Float64Array(length),
    takeBytes: (length) => new Int8Array(length),
    hold(slot, owner, length, fill) {
      const known = held.get(slot);
      if (known?.owner === owner && known.block.length === length) return known.block;
      const block = new Float32Array(length);
      held.set(slot, { owner, block });
      fill(block);
      return block;
    },
    forward: (plane, size) => planeOf(size).forward(plane),
    correlate: (target, signal, kernel, size, columns) => planeOf(size).correlate(target, signal, kernel, columns),
    turnGrid,
    sumProducts,
    measureBoxes,
    cutWindow,
    findCellPeaks,
    findLagPeaks,
    findHighestRatio,
    correlateRings,
    slideProducts,
    weighWindows,
  };
}
