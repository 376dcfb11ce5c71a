/** By which views, and with which thresholds, are two marks compared of which at least one is an image? */
import type { CellMethod } from "./cell-method.ts";
import type { ImageMethods } from "./image-method.ts";
import type { MarkView } from "./image-views.ts";
import type { PreparedMark } from "./prepared-mark.ts";

export interface ImageRoute {
  readonly method: CellMethod;
  readonly a: MarkView;
  readonly b: MarkView;
}

type Showing = "heights" | "ring" | "side" | "unknown";

/** What a mark shows: heights, or grey under a light. */
function tellShowing({ surface, light }: PreparedMark): Showing {
  return surface.kind === "topography" ? "heights" : (light?.kind ?? "unknown");
}

/**
 * The routes to try; the best result counts. Grey is laid on grey where both are lit alike; the relief that a side light's shading
 * tells is laid on such relief or on heights, upside down too, for the side of a light is taken for the other one easily;
 * a ring's grey meets relief and heights as these would look under a ring.
 */
export function chooseRoutes(a: PreparedMark, b: PreparedMark, methods: ImageMethods): ImageRoute[] {
  const one = tellShowing(a);
  const other = tellShowing(b);
  const heights = one === "heights" || other === "heights";
  const grey = heights ? methods.rendered : methods.grey;
  const relief = heights ? methods.restored : methods.relief;
  // Turning one of the two over is enough, and heights are the right way up.
  const eitherWay: ImageRoute[] = [
    { method: relief, a: "relief", b: "relief" },
    one === "heights"
      ? { method: relief, a: "relief", b: "counter-relief" }
      : { method: relief, a: "counter-relief", b: "relief" },
  ];
  const hasRelief = (showing: Showing): boolean => showing === "heights" || showing === "side";
  if (hasRelief(one) && hasRelief(other)) return eitherWay;
  if (!hasRelief(one) && !hasRelief(other)) return [{ method: grey, a: "grey", b: "grey" }];
  const rendered: ImageRoute = hasRelief(one)
    ? { method: grey, a: "ring", b: "grey" }
    : { method: grey, a: "grey", b: "ring" };
  return one === "unknown" || other === "unknown" ? [rendered, ...eitherWay] : [rendered];
}
