/** What an examiner draws on a mark of a comparison: a place and a few words. A correction is a new record that names the old one. */
import { z } from "zod";
import type { FieldFault } from "./errors.ts";
import { examines } from "./examination.ts";
import type { Actor } from "./permission.ts";

export const ANNOTATION_ACTS = ["drawn", "corrected", "withdrawn"] as const;
export type AnnotationAct = (typeof ANNOTATION_ACTS)[number];
export const ANNOTATION_UNITS = ["metre", "point"] as const;
export type AnnotationUnit = (typeof ANNOTATION_UNITS)[number];
export type AnnotationSide = "a" | "b";

const MOST_CORNERS = 200;
/** What one person may record of one linkage: more is no note. */
export const MOST_ANNOTATIONS = 1_000;

const placeSchema = z.strictObject({ x: z.number(), y: z.number() });
const lengthSchema = z.number().positive();
export const shapeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("point"), at: placeSchema }),
  z.strictObject({ kind: z.literal("arrow"), from: placeSchema, to: placeSchema.describe("Where it points.") }),
  z.strictObject({ kind: z.literal("line"), from: placeSchema, to: placeSchema }),
  z.strictObject({
    kind: z.literal("ellipse"),
    centre: placeSchema,
    radiusX: lengthSchema,
    radiusY: lengthSchema,
    angle: z.number().min(-Math.PI).max(Math.PI).default(0).describe("Radians, clockwise as it is seen."),
  }),
  z.strictObject({ kind: z.literal("outline"), points: z.array(placeSchema).min(3).max(MOST_CORNERS) }),
]);
export type AnnotationShape = z.infer<typeof shapeSchema>;

/** Farther from its middle no mark reaches: a bullet's land is millimetres, a case head 20 mm. */
const FARTHEST: Readonly<Record<AnnotationUnit, number>> = { metre: 0.05, point: 50_000 };

/** What is wrong with a shape; null where nothing is. */
export function findShapeError(shape: AnnotationShape, unit: AnnotationUnit): FieldFault | null {
  const places = placesOf(shape);
  const far = FARTHEST[unit];
  const reach = shape.kind === "ellipse" ? Math.max(shape.radiusX, shape.radiusY) : 0;
  if (places.some(({ x, y }) => Math.abs(x) + reach > far || Math.abs(y) + reach > far)) {
    const message = `A place lies farther than ${far} ${unit}s from the middle of the mark. Places are in ${unit}s about the middle.`;
    return { message, problem: "shape_too_far" };
  }
  const [first, ...others] = places;
  const moved = others.some((place) => place.x !== first?.x || place.y !== first?.y);
  if (others.length === 0 || moved) return null;
  return { message: "It has no length: give it two places that differ.", problem: "shape_no_length" };
}

function placesOf(shape: AnnotationShape): readonly { x: number; y: number }[] {
  if (shape.kind === "point") return [shape.at];
  if (shape.kind === "ellipse") return [shape.centre];
  return shape.kind === "outline" ? shape.points : [shape.from, shape.to];
}

/** An auditor is told of all of it who and when; not one who also examines, and might be asked to verify. */
export function auditsAnnotations(actor: Actor): boolean {
  return actor.roles.includes("auditor") && !examines(actor);
}
