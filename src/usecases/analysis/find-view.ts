import { isAreal } from "../../analysis/compare/image-views.ts";
import type { PreparedMark } from "../../analysis/compare/prepared-mark.ts";
import type { SearchView } from "../../repositories/search/search-spaces.ts";

/** What a mark's own picture shows: heights (an image under a side light tells them by its shading), or what a ring light shows. */
export function findView(mark: PreparedMark): SearchView {
  const lit = isAreal(mark) && mark.surface.kind === "reflectance" && mark.light?.kind !== "side";
  return lit ? "ring-light" : "surface";
}
