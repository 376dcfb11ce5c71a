/** Which part of a picture is compared of a region; what has none needs no outline. */
import type { operations } from "../../api/schema.d.ts";
import type { Region } from "../../uploads/guess-region.ts";

export type NewOutlines = operations["createOutlines"]["requestBody"]["content"]["application/json"];
export type Part = NewOutlines["outlines"][number]["part"];

/** As src/analysis/segment/segment-mark.ts has it (a test holds this to it). */
export const PART_OF_REGION: Partial<Record<Region, Part>> = {
  BreechFace: "BreechFace",
  FiringPinImpression: "FiringPinImpression",
  LEA: "LandEngravedArea",
};

const CASE_PARTS: readonly Part[] = [
  "BreechFace",
  "FiringPinImpression",
  "Aperture",
  "Primer",
  "Headstamp",
  "Damage",
  "CrossCut",
];
const LAND_PARTS: readonly Part[] = ["LandEngravedArea", "Damage"];

export const isDrawable = (region: Region): boolean => PART_OF_REGION[region] !== undefined;

/** The compared one first. */
export function partsOf(region: Region): readonly Part[] {
  const compared = PART_OF_REGION[region];
  const parts = region === "LEA" ? LAND_PARTS : CASE_PARTS;
  return compared === undefined ? parts : [compared, ...parts.filter((part) => part !== compared)];
}
