export { transformPlane, correlatePlanes } from "./fourier";
export { turnGrid, sumProducts } from "./sample";
export { measureBoxes, cutWindow, findCellPeaks, findLagPeaks, findHighestRatio } from "./seek";
export { slideProducts, weighWindows } from "./slide";
export { correlateRings } from "./ring";

/** First byte that the caller may use. */
export function heapBase(): usize {
  return __heap_base;
}
