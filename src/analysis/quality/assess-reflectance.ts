import type { Surface } from "../surface.ts";
import { measureReflectance, type ReflectanceFigures } from "./measure-reflectance.ts";
import {
  concludeQuality,
  type Finding,
  formatShare,
  type Grades,
  gradeAbove,
  gradeBelow,
  type Quality,
} from "./quality.ts";

/** Shorter side in pixels. The search reduces to 224 anyway; below 64 nothing individual is left. */
const SIDE: Grades = { usable: 400, poor: 150, unsuitable: 64 };
/** Blown highlights lose their marks; a rendering on white paper has half of its pixels white and compares. */
const WHITE: Grades = { usable: 0.15, poor: 0.6, unsuitable: 0.95 };
/** A case head on a black ground is mostly black by right. */
const BLACK: Grades = { usable: 0.5, poor: 0.8, unsuitable: 0.98 };
/** From the 5th to the 95th percentile of grey; public images have .6 and more. */
const CONTRAST: Grades = { usable: 0.2, poor: 0.08, unsuitable: 0.02 };
/** Contrast over noise; public images have 13 and more, pure noise has 3.3. */
const SIGNAL_TO_NOISE: Grades = { usable: 10, poor: 6, unsuitable: 3.6 };
const MISSING: Grades = { usable: 0.5, poor: 0.85, unsuitable: 0.97 };

function findFlaws(figures: ReflectanceFigures, surface: Surface, scaleKnown: boolean): Finding[] {
  const side = Math.min(surface.width, surface.height);
  const signal = figures.noise > 0 ? figures.contrast / figures.noise : Number.POSITIVE_INFINITY;
  return [
    { verdict: gradeBelow(side, SIDE), reason: `The image is only ${surface.width} x ${surface.height} pixels.` },
    {
      verdict: gradeBelow(figures.contrast, CONTRAST),
      reason: `The contrast is ${formatShare(figures.contrast)} of the range of grey.`,
    },
    {
      verdict: gradeBelow(signal, SIGNAL_TO_NOISE),
      reason: `Noise is ${formatShare(figures.noise)} against a contrast of ${formatShare(figures.contrast)}.`,
    },
    {
      verdict: gradeAbove(figures.shareWhite, WHITE),
      reason: `${formatShare(figures.shareWhite)} of the pixels are saturated white.`,
    },
    {
      verdict: gradeAbove(figures.shareBlack, BLACK),
      reason: `${formatShare(figures.shareBlack)} of the pixels are black.`,
    },
    {
      verdict: gradeAbove(figures.shareMissing, MISSING),
      reason: `${formatShare(figures.shareMissing)} of the pixels are transparent.`,
    },
    {
      verdict: scaleKnown ? "good" : "usable",
      reason:
        "The scale is unknown: state micrometres per pixel; without it only methods that need no scale compare the image.",
    },
  ];
}

/** Judges an image. Without a scale it is usable at best. */
export function assessReflectance(surface: Surface, scaleKnown: boolean): Quality {
  const figures = measureReflectance(surface);
  if (figures.points === 0) return { verdict: "unsuitable", reasons: ["All pixels are transparent."] };
  return concludeQuality(
    findFlaws(figures, surface, scaleKnown),
    `${surface.width} x ${surface.height} pixels, contrast ${formatShare(figures.contrast)}, ${formatShare(figures.shareWhite)} saturated.`,
  );
}
