import { RibinError } from "../../domain/errors.ts";
import type { Surface } from "../surface.ts";
import { fillRings } from "./fill-rings.ts";
import type { OutlinePart, Segmentation } from "./outline.ts";

/**
 * The surface with its values missing outside the outlines of one part (several outlines of a part together) and within
 * those of Damage.
 * @throws RibinError NOT_COMPARABLE when no outline of the part is drawn
 */
export function applyOutlines(surface: Surface, segmentation: Segmentation, part: OutlinePart): Surface {
  const outlines = segmentation.outlines.filter((outline) => outline.part === part);
  if (outlines.length === 0) {
    throw new RibinError("NOT_COMPARABLE", `No outline of ${part} is drawn on this scan; draw it, then compare.`);
  }
  const keep = outlines.map(({ rings }) => fillRings(rings, surface));
  const damage = segmentation.outlines
    .filter((outline) => outline.part === "Damage" && part !== "Damage")
    .map(({ rings }) => fillRings(rings, surface));
  const isKept = (at: number): boolean => keep.some((mask) => mask[at] === 1) && damage.every((mask) => mask[at] === 0);
  return { ...surface, values: surface.values.map((value, at) => (isKept(at) ? value : Number.NaN)) };
}
