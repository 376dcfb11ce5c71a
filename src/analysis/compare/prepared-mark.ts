/** A mark made ready once and compared many times: levelled, filtered, masked, at the method's own pitch. */
import type { ImageLight } from "../image/measure-light.ts";
import type { Surface } from "../surface.ts";

export interface PreparedMark {
  /** Name and version of the preparation; marks of two versions are never compared with each other. */
  readonly preparation: string;
  readonly preparationVersion: string;
  readonly region: "BreechFace" | "FiringPinImpression" | "LEA";
  /** Band-passed values, unit-free after division by their RMS where the method says so; NaN outside the mask. */
  readonly surface: Surface;
  /** LEA only: the mean cross-cut along x, NaN where missing; metres between samples = surface.incrementX. */
  readonly profile: Float32Array | null;
  /** False for a 2D image without a scale: only methods that need no scale may use it. */
  readonly scaleKnown: boolean;
  /**
   * Areal images only. "primer": nobody stated a scale; the surface's metres are estimates from the primer's diameter, some
   * per cent uncertain, and `scaleKnown` is false. Absent in marks that older versions made.
   */
  readonly scaleSource?: "stated" | "primer";
  /** Lands only: on which sides the land ends at a groove shoulder, and not with the scan. Absent in marks that older versions made. */
  readonly shoulders?: { readonly left: boolean; readonly right: boolean };
  /** Areal images only: how it was lit. */
  readonly light?: ImageLight;
}
