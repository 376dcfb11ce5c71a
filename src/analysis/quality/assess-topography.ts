import type { Region } from "../../domain/vocabulary.ts";
import type { Surface } from "../surface.ts";
import { measureTopography, type TopographyFigures } from "./measure-topography.ts";
import {
  concludeQuality,
  type Finding,
  formatShare,
  type Grades,
  gradeAbove,
  gradeBelow,
  type Quality,
} from "./quality.ts";

/** What the comparison of a region needs. Lengths in metres, areas in square metres. */
interface RegionNeeds {
  /** Band of wavelengths that carries individual marks: below lies noise, above lies form. */
  readonly shortest: number;
  readonly longest: number;
  /** Area with data, counted in cells of the comparison: ten are plenty, six decide little, two decide nothing. */
  readonly area: Grades;
  /** Longer side of the box around the data. */
  readonly length: Grades;
}

const NO_LENGTH: Grades = { usable: 0, poor: 0, unsuitable: 0 };
const MM2 = 1e-6;

/** Congruent cells of 0.45 mm (0.20 square millimetres) in the band 16-250 um. */
const BREECH_FACE: RegionNeeds = {
  shortest: 16e-6,
  longest: 250e-6,
  area: { usable: 2 * MM2, poor: 1.2 * MM2, unsuitable: 0.4 * MM2 },
  length: NO_LENGTH,
};
/** Cells of 0.125 mm in the band 8-94 um. */
const FIRING_PIN: RegionNeeds = {
  shortest: 8e-6,
  longest: 94e-6,
  area: { usable: 0.16 * MM2, poor: 0.09 * MM2, unsuitable: 0.03 * MM2 },
  length: NO_LENGTH,
};
/** Profiles in the band 5-250 um whose overlap must be 0.35 mm at least. */
const LAND: RegionNeeds = {
  shortest: 5e-6,
  longest: 250e-6,
  area: { usable: 0, poor: 0, unsuitable: 0 },
  length: { usable: 1e-3, poor: 0.7e-3, unsuitable: 0.35e-3 },
};
const NEEDS: Partial<Record<Region, RegionNeeds>> = {
  BreechFace: BREECH_FACE,
  FiringPinImpression: FIRING_PIN,
  LEA: LAND,
  GEA: LAND,
};
/** A region without a method of its own, or one that was not told: the band of breech faces, any area that holds a cell. */
const ANY_REGION: RegionNeeds = {
  ...BREECH_FACE,
  area: { usable: 0.2 * MM2, poor: 0.05 * MM2, unsuitable: 0.01 * MM2 },
};

/** Missing inside the outline. Public scans of good marks reach 5 %; registration copes with a quarter. */
const MISSING_INSIDE: Grades = { usable: 0.08, poor: 0.25, unsuitable: 0.6 };
/** Root mean square height in metres; 10 nm is the repeatability of the instruments. Public marks have 1 to 2.6 um. */
const RELIEF: Grades = { usable: 200e-9, poor: 50e-9, unsuitable: 10e-9 };
/** Relief over noise. Pure noise has 1; public scans have 8 and more. */
const SIGNAL_TO_NOISE: Grades = { usable: 5, poor: 3, unsuitable: 1.5 };
/** Where points are too coarse for the band, real marks look like noise too; only what is nothing else is refused. */
const COARSE_SIGNAL_TO_NOISE: Grades = { usable: 1.5, poor: 1.1, unsuitable: 1.05 };
/** Public scans have 1.1 % at most. */
const SPIKES: Grades = { usable: 0.02, poor: 0.1, unsuitable: 0.4 };
const MIN_POINTS = 1024;

const um = (metres: number): string => `${Number((metres * 1e6).toPrecision(3))} um`;
const mm = (metres: number): string => `${Number((metres * 1e3).toPrecision(3))} mm`;

function findFlaws(figures: TopographyFigures, pitch: number, needs: RegionNeeds): Finding[] {
  const band = `${um(needs.shortest)} to ${um(needs.longest)}`;
  // Two points a wavelength at least (Nyquist); the comparison itself works at a twentieth of the longest wave.
  const pitchLimits: Grades = { usable: needs.shortest / 2, poor: needs.longest / 20, unsuitable: needs.longest / 4 };
  const signal = figures.noise > 0 ? figures.roughness / figures.noise : Number.POSITIVE_INFINITY;
  return [
    {
      verdict: gradeAbove(figures.shareMissingInside, MISSING_INSIDE),
      reason: `${formatShare(figures.shareMissingInside)} of the points inside the mark's outline are missing.`,
    },
    {
      verdict: gradeBelow(figures.area, needs.area),
      reason: `Only ${Number((figures.area / MM2).toPrecision(2))} square millimetres have data; ${Number((needs.area.usable / MM2).toPrecision(2))} are wanted.`,
    },
    {
      verdict: gradeBelow(figures.extent[0], needs.length),
      reason: `The scan is ${mm(figures.extent[0])} long; ${mm(needs.length.usable)} are wanted.`,
    },
    {
      verdict: gradeAbove(pitch, pitchLimits),
      reason: `The points are ${um(pitch)} apart, too far for the finest marks: individual marks lie between ${band}.`,
    },
    {
      verdict: gradeBelow(figures.roughness, RELIEF),
      reason: `The surface is nearly flat: its relief is ${Number((figures.roughness * 1e9).toPrecision(2))} nm.`,
    },
    {
      verdict: gradeBelow(signal, pitch > pitchLimits.usable ? COARSE_SIGNAL_TO_NOISE : SIGNAL_TO_NOISE),
      reason: `Noise of ${Number((figures.noise * 1e9).toPrecision(2))} nm stands against a relief of ${Number((figures.roughness * 1e9).toPrecision(2))} nm.`,
    },
    {
      verdict: gradeAbove(figures.shareSpikes, SPIKES),
      reason: `${formatShare(figures.shareSpikes)} of the points are spikes.`,
    },
  ];
}

/**
 * Judges a topography for a region. Missing points outside the mark's outline do not count against it.
 * @param scaleKnown false where no unit makes the lengths those of a toolmark
 */
export function assessTopography(surface: Surface, scaleKnown: boolean, region: Region | undefined): Quality {
  if (!scaleKnown)
    return {
      verdict: "unsuitable",
      reasons: ["The lengths of the file are not those of a toolmark in any unit; its scale is unknown."],
    };
  if (surface.height < 2)
    return {
      verdict: "unsuitable",
      reasons: ["The file is a profile, one row of heights; a comparison needs a surface."],
    };
  const figures = measureTopography(surface);
  if (figures.points < MIN_POINTS)
    return {
      verdict: "unsuitable",
      reasons: [`Only ${figures.points} points have a height; ${MIN_POINTS} are the least.`],
    };
  const needs = (region && NEEDS[region]) ?? ANY_REGION;
  const pitch = Math.max(surface.incrementX, surface.incrementY);
  return concludeQuality(
    findFlaws(figures, pitch, needs),
    `${Number((figures.area / MM2).toPrecision(2))} square millimetres of data at ${um(pitch)}, ${formatShare(figures.shareMissingInside)} missing inside the outline, relief ${um(figures.roughness)} over ${Number((figures.noise * 1e9).toPrecision(2))} nm of noise.`,
  );
}
