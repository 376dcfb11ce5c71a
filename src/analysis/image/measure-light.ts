/** From where is an image lit? */
import type { CaseHeadRings } from "../segment/find-rings-in-image.ts";
import type { Surface } from "../surface.ts";

/** How an image is lit, as far as it was stated or seen. */
export interface ImageLight {
  readonly kind: "ring" | "side" | "unknown";
  /** Side light only: direction from which it comes, radians, x to the right, y down the rows; null where not seen. */
  readonly azimuth: number | null;
}

/**
 * From where the light comes by the edge of the primer's flat, which falls off all around: under a light from one side it is bright
 * on that side and dark on the other, under a ring it looks the same everywhere. An edge that tells neither clearly gives "unknown".
 */
export function measureLight({ flat }: CaseHeadRings): ImageLight {
  const wave = Math.hypot(flat.lopsidedX, flat.lopsidedY);
  if (wave > Math.abs(flat.step)) return { kind: "side", azimuth: Math.atan2(flat.lopsidedY, flat.lopsidedX) };
  return { kind: wave < Math.abs(flat.step) / 3 ? "ring" : "unknown", azimuth: null };
}

/**
 * The axis along which grey changes most (radians, 0..pi): that of a light from one side, whose shading shows slopes along it only. Of
 * parallel marks it is the direction across them. Which of its two ends the light is at, texture does not tell.
 */
export function measureTextureAxis({ width, height, values }: Surface): number {
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const dx = values[i + 1] - values[i - 1];
      const dy = values[i + width] - values[i - width];
      if (Number.isNaN(dx + dy)) continue;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
  }
  const axis = Math.atan2(2 * xy, xx - yy) / 2;
  return axis < 0 ? axis + Math.PI : axis;
}
