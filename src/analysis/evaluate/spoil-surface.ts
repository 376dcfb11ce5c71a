/** What is done to the scans of a study before they are prepared, so that its figures say more than how it was made. */
import { renderUnderLight } from "../image/render-under-light.ts";
import { createRandom } from "../random.ts";
import type { Surface } from "../surface.ts";
import { cutHalfAtRandom } from "./cut-half.ts";
import { rotateSurfaceAtRandom } from "./rotate-surface.ts";

export interface SurfaceSpoiling {
  /** Turned over the full circle and shifted at random; left as it lies without one. */
  readonly turnSeed?: number | undefined;
  /** With a seed: a random half of the mark is taken away. */
  readonly halve?: boolean | undefined;
  /** A topography becomes its image under this light; an image stays as it is. */
  readonly render?: "ring" | "side" | undefined;
}

/** Radians: a side light of a fixed azimuth, while what it falls on was turned at random. */
const AZIMUTH = -Math.PI / 4;

export function spoilSurface(surface: Surface, { turnSeed, halve, render }: SurfaceSpoiling): Surface {
  const random = turnSeed === undefined ? null : createRandom(turnSeed);
  const turned = random === null ? surface : rotateSurfaceAtRandom(surface, random);
  const cut = random !== null && halve === true ? cutHalfAtRandom(turned, random) : turned;
  if (render === undefined || cut.kind !== "topography") return cut;
  return renderUnderLight(cut, render === "ring" ? { kind: "ring" } : { kind: "side", azimuth: AZIMUTH });
}
