/** Class characteristics in Open-FMC 0.7 terms, and the rule by which they exclude a candidate. */
import { z } from "zod";
import {
  BREECH_FACE_CLASSES,
  CASE_MATERIALS,
  FIRING_PIN_APERTURES,
  FIRING_PIN_CLASSES,
  FIRING_PIN_TYPES,
  PRIMER_MATERIALS,
  RIFLING_TYPES,
  TWIST_DIRECTIONS,
} from "./vocabulary.ts";

export const classCharacteristicsSchema = z
  .strictObject({
    firingPinType: z.enum(FIRING_PIN_TYPES),
    firingPinClass: z.enum(FIRING_PIN_CLASSES),
    firingPinAperture: z.enum(FIRING_PIN_APERTURES),
    breechFaceClass: z.array(z.enum(BREECH_FACE_CLASSES)).max(BREECH_FACE_CLASSES.length),
    primerMaterial: z.enum(PRIMER_MATERIALS),
    caseMaterial: z.enum(CASE_MATERIALS),
    riflingType: z.enum(RIFLING_TYPES),
    numberOfLands: z.int().min(2).max(32),
    twistDirection: z.enum(TWIST_DIRECTIONS),
    landWidthMillimetres: z.number().positive().max(20),
    grooveWidthMillimetres: z.number().positive().max(20),
    surfaceMaterial: z.string().max(80),
    headstamp: z.string().max(200),
    manufacturer: z.string().max(200),
    ammunitionComposition: z.string().max(200),
  })
  .partial();
export type ClassCharacteristics = z.infer<typeof classCharacteristicsSchema>;

/**
 * The characteristics of the firearm (never of the ammunition) that, when both are known and differ, exclude a common
 * source. "Other" and unknown exclude nothing: a lab may have no better word.
 */
export const EXCLUDING = [
  "firingPinType",
  "firingPinClass",
  "firingPinAperture",
  "riflingType",
  "numberOfLands",
  "twistDirection",
] as const;

/** The first class characteristic that excludes a common source, or null. */
export function findExclusion(a: ClassCharacteristics, b: ClassCharacteristics): (typeof EXCLUDING)[number] | null {
  for (const name of EXCLUDING) {
    const left = a[name];
    const right = b[name];
    if (left !== undefined && right !== undefined && left !== "Other" && right !== "Other" && left !== right)
      return name;
  }
  return null;
}
