/** What a file's name says of it: labs and instruments name the region, the number of the land, and the light. */
import type { Schema } from "../api/client.ts";

export type Region = Schema<"Acquisition">["region"];
type ExhibitType = Schema<"Exhibit">["type"];
type Lighting = Schema<"Acquisition">["lighting"];

const CASE_REGIONS: readonly Region[] = [
  "ApertureShear",
  "BreechFace",
  "CaseBodyMark",
  "EjectorMark",
  "ExtractorMark",
  "FiringPinDrag",
  "FiringPinImpression",
  "Headstamp",
];
const BULLET_REGIONS: readonly Region[] = ["LEA", "GEA", "PartialStrip", "Strip"];

/** As src/usecases/acquisitions/assert-region-fits.ts has it (a test holds this to the domain). */
export const REGIONS_OF: Readonly<Record<ExhibitType, readonly Region[]>> = {
  "cartridge case": CASE_REGIONS,
  shotshell: CASE_REGIONS,
  bullet: BULLET_REGIONS,
  "bullet fragment": BULLET_REGIONS,
  firearm: [],
};

/** The first that fits: the longer words before the shorter ones within them. */
const WORDS: readonly (readonly [RegExp, Region])[] = [
  [/aperture.?shear|\bshear\b|\baps?\b/, "ApertureShear"],
  [/firing.?pin.?drag|\bdrag\b|\bfpd\b/, "FiringPinDrag"],
  [/firing.?pin|\bfpi?\b|percut|slagpin/, "FiringPinImpression"],
  [/breech|\bbfi?\b|culasse|stootbodem/, "BreechFace"],
  [/ejector|\bejm?\b/, "EjectorMark"],
  [/extractor|\bex(t|m)?\b/, "ExtractorMark"],
  [/head.?stamp|\bhs\b/, "Headstamp"],
  [/case.?body|\bcbm\b|chamber/, "CaseBodyMark"],
  [/partial.?strip/, "PartialStrip"],
  [/\bstrip\b/, "Strip"],
  [/\bgea|groove/, "GEA"],
  [/\blea|\bland|\bl\d{1,2}\b/, "LEA"],
];

export interface GuessedFacts {
  /** Null: the name says nothing, or something that such an exhibit has not. */
  readonly region: Region | null;
  readonly regionIndex: number | null;
  readonly lighting: Lighting;
}

export function guessFacts(fileName: string, type: ExhibitType): GuessedFacts {
  const spoken = fileName
    .replace(/\.[^.]+$/, "")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replaceAll(/[_\-.()+]+/g, " ");
  const regions = REGIONS_OF[type];
  const region = WORDS.find(([word, each]) => regions.includes(each) && word.test(spoken))?.[1] ?? null;
  const only = regions.length === 1 ? (regions[0] ?? null) : null;
  return { region: region ?? only, regionIndex: guessIndex(spoken, region), lighting: guessLighting(spoken) };
}

function guessIndex(spoken: string, region: Region | null): number | null {
  if (region !== "LEA" && region !== "GEA") return null;
  const digits = /(?:lea|land|gea|groove|\bl|\bg) ?(\d{1,2})\b/.exec(spoken)?.[1];
  const index = Number(digits ?? 0);
  return index >= 1 ? index : null;
}

function guessLighting(spoken: string): Lighting {
  if (/\bring\b/.test(spoken)) return "ring";
  return /\bside\b|oblique/.test(spoken) ? "side" : "unknown";
}

/** A scan of heights has its scale within it, and no light. */
export const isScan = (fileName: string): boolean => /\.x3p$/i.test(fileName);
