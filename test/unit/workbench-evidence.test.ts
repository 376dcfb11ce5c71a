import { describe, expect, test } from "@jest/globals";
import { assessReflectance } from "../../src/analysis/quality/assess-reflectance.ts";
import { assessTopography } from "../../src/analysis/quality/assess-topography.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { OUTLINE_PARTS } from "../../src/analysis/segment/outline.ts";
import { PART_OF_REGION as PARTS } from "../../src/analysis/segment/segment-mark.ts";
import { simulateBreechFaceFiring } from "../../src/analysis/simulate/breech-face-firing.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import type { Surface } from "../../src/analysis/surface.ts";
import { classCharacteristicsSchema } from "../../src/domain/class-characteristics.ts";
import { explainSentences } from "../../src/domain/explain-sentences.ts";
import * as vocabulary from "../../src/domain/vocabulary.ts";
import { assertRegionFits } from "../../src/usecases/acquisitions/assert-region-fits.ts";
import {
  CHOICES,
  EMPTY_EXHIBIT,
  FIELDS_OF,
  followNumber,
  toExhibitChanges,
  toNewExhibit,
} from "../../src/web/records/exhibit-draft.ts";
import { PART_OF_REGION, partsOf } from "../../src/web/screens/acquire/outline-parts.ts";
import { EMPTY_CASE, toCaseChanges } from "../../src/web/screens/evidence/case-draft.ts";
import { explainFlaw } from "../../src/web/uploads/explain-quality.ts";
import { guessFacts, REGIONS_OF } from "../../src/web/uploads/guess-region.ts";

/** As the API gives a verdict's reasons, and the page reads them. */
const explainReason = (sentence: string) =>
  explainSentences(sentence).map((each) => explainFlaw({ ...each, values: { ...each.values } }));

describe("what the pages know of the domain", () => {
  test("the choices are those of the vocabulary", () => {
    expect(CHOICES).toEqual({
      firingPinType: vocabulary.FIRING_PIN_TYPES,
      firingPinClass: vocabulary.FIRING_PIN_CLASSES,
      firingPinAperture: vocabulary.FIRING_PIN_APERTURES,
      breechFaceClass: vocabulary.BREECH_FACE_CLASSES,
      primerMaterial: vocabulary.PRIMER_MATERIALS,
      caseMaterial: vocabulary.CASE_MATERIALS,
      riflingType: vocabulary.RIFLING_TYPES,
      twistDirection: vocabulary.TWIST_DIRECTIONS,
    });
    const named = new Set(Object.values(FIELDS_OF).flat());
    expect([...named].sort()).toEqual(Object.keys(classCharacteristicsSchema.shape).sort());
  });

  test("each exhibit has the regions that the service takes of it, and no other", () => {
    for (const [type, regions] of Object.entries(REGIONS_OF)) {
      for (const region of vocabulary.REGIONS) {
        const check = () => assertRegionFits(type as vocabulary.ExhibitType, region, null);
        if (regions.includes(region)) expect(check).not.toThrow();
        else expect(check).toThrow();
      }
    }
  });

  test("the parts are those that can be drawn, the compared one first", () => {
    expect(PART_OF_REGION).toEqual(PARTS);
    const parts = new Set([...partsOf("BreechFace"), ...partsOf("FiringPinImpression"), ...partsOf("LEA")]);
    expect([...parts].sort()).toEqual([...OUTLINE_PARTS].sort());
    for (const [region, part] of Object.entries(PARTS)) expect(partsOf(region as "LEA")[0]).toBe(part);
  });
});

describe("a new exhibit", () => {
  test.each([
    ["CC-9", "CC-10"],
    ["CC-009", "CC-010"],
    ["7", "8"],
    ["Douille é", ""],
    ["", ""],
  ])("%s is followed by %s", (number, next) => expect(followNumber(number)).toBe(next));

  test("only what an exhibit of its type has is sent, numbers as numbers", () => {
    const characteristics = {
      numberOfLands: "6",
      landWidthMillimetres: "1,75",
      headstamp: "WIN",
      surfaceMaterial: " ",
    };
    const body = toNewExhibit("c", { ...EMPTY_EXHIBIT, exhibitNumber: " B-1 ", type: "bullet", characteristics });
    expect(body).toMatchObject({ exhibitNumber: "B-1", calibre: null, comment: null });
    expect(body.characteristics).toEqual({ numberOfLands: 6, landWidthMillimetres: 1.75 });
    expect(body).not.toHaveProperty("parentExhibitId");
  });
});

describe("what a file's name says", () => {
  test.each([
    ["TT-2026-00417_CC-1_breechface.x3p", "cartridge case", "BreechFace", null],
    ["CC2 BF.x3p", "cartridge case", "BreechFace", null],
    ["case3_FP.png", "cartridge case", "FiringPinImpression", null],
    ["FiringPinDrag-2.x3p", "cartridge case", "FiringPinDrag", null],
    ["ejector mark.jpg", "shotshell", "EjectorMark", null],
    ["Bullet1_Land 3.x3p", "bullet", "LEA", 3],
    ["HS44 - Barrel 1 - LEA 12.x3p", "bullet", "LEA", 12],
    ["b1_L4.x3p", "bullet fragment", "LEA", 4],
    ["groove2.x3p", "bullet", "GEA", 2],
    ["IMG_0042.JPG", "cartridge case", null, null],
    ["breechface.x3p", "bullet", null, null],
  ] as const)("%s of a %s: %s %s", (name, type, region, regionIndex) => {
    expect(guessFacts(name, type)).toMatchObject({ region, regionIndex });
  });
  test("the light, where it is named", () => {
    expect(guessFacts("bf_ring.png", "cartridge case").lighting).toBe("ring");
    expect(guessFacts("bf-side-light.png", "cartridge case").lighting).toBe("side");
    expect(guessFacts("spring.png", "cartridge case").lighting).toBe("unknown");
  });
});

describe("the words of quality", () => {
  const image = (side: number, at: (x: number, y: number) => number): Surface => {
    const values = Float32Array.from({ length: side * side }, (_, i) => at(i % side, Math.floor(i / side)));
    return { width: side, height: side, incrementX: 1, incrementY: 1, values, kind: "reflectance" };
  };
  const firing = simulateBreechFaceFiring(simulateFirearm(11), 1);
  const scan = (change: (surface: Surface) => Partial<Surface>): Surface => ({ ...firing, ...change(firing) });
  const random = createRandom(3);
  const noise = (i: number) => ((i * 7919) % 1000) / 1000;

  test.each([
    ["tooSmall", image(100, (x) => (x % 20) / 20)],
    ["lowContrast", image(500, (x) => 0.5 + 0.02 * Math.sin(x / 30))],
    ["noisyImage", image(500, (x, y) => noise(x * 31 + y * 17))],
    ["tooBright", image(500, (x) => (x < 300 ? 1 : 0.3))],
    ["tooDark", image(500, (x) => (x < 400 ? 0 : 0.7))],
    ["transparent", image(500, (x) => (x < 400 ? Number.NaN : (x % 50) / 50))],
    ["transparent", image(100, () => Number.NaN)],
    ["noScale", image(500, (x) => (Math.sin(x / 9) + 1) / 2.2)],
  ])("of an image: %s", (flaw, surface) => {
    const reasons = assessReflectance(surface, false).reasons.flatMap(explainReason);
    expect(reasons.map((each) => each.flaw)).toContain(flaw);
    expect(reasons.filter((each) => each.flaw === null)).toEqual([]);
  });

  test.each([
    ["missing", scan(({ values }) => ({ values: values.map((v, i) => (noise(i) < 0.4 ? Number.NaN : v)) }))],
    [
      "smallArea",
      scan(({ width, values }) => ({
        values: values
          .map((v, i) => (i % width < 330 ? Number.NaN : v))
          .map((v, i) => (i % width > 400 ? Number.NaN : v)),
      })),
    ],
    ["tooCoarse", scan(() => ({ incrementX: 30e-6, incrementY: 30e-6 }))],
    ["tooFlat", scan(({ values }) => ({ values: values.map((v) => v / 100) }))],
    ["noisyScan", scan(({ values }) => ({ values: values.map((v) => v + 2e-6 * random.normal()) }))],
    ["spikes", scan(({ values }) => ({ values: values.map((v, i) => (noise(i) < 0.05 ? v + 1e-3 : v)) }))],
    ["profileOnly", scan(({ width, values }) => ({ height: 1, values: values.slice(0, width) }))],
    ["fewPoints", scan(({ values }) => ({ values: values.map((v, i) => (i % 997 === 0 ? v : Number.NaN)) }))],
  ])("of a scan: %s", (flaw, surface) => {
    const reasons = assessTopography(surface, true, "BreechFace").reasons.flatMap(explainReason);
    expect(reasons.map((each) => each.flaw)).toContain(flaw);
    expect(reasons.filter((each) => each.flaw === null)).toEqual([]);
  });

  test("of a short land, of lengths that are none, and of what is good", () => {
    const short = scan(({ values }) => ({ values, incrementX: 0.5e-6, incrementY: 0.5e-6 }));
    const ofLand = assessTopography(short, true, "LEA").reasons.flatMap(explainReason);
    expect(ofLand.map((each) => each.flaw)).toContain("tooShort");
    expect(
      assessTopography(short, false, "LEA")
        .reasons.flatMap(explainReason)
        .map((each) => each.flaw),
    ).toEqual(["wrongLengths"]);
    const good = assessTopography(
      scan(() => ({})),
      true,
      "BreechFace",
    );
    expect([good.verdict, ...good.reasons.flatMap(explainReason).map((each) => each.flaw)]).toEqual(["good", null]);
    const [coarse] = explainReason(
      "The points are 30 um apart, too far for the finest marks: individual marks lie between 16 um to 250 um.",
    );
    expect(coarse?.figure).toBe("30 µm");
  });
});

describe("a correction", () => {
  test("says only what was changed", () => {
    const draft = { ...EMPTY_EXHIBIT, calibre: " ", comment: "x", category: "CAST", parentExhibitId: "p" } as const;
    expect(toExhibitChanges(draft, ["calibre"])).toEqual({ calibre: null });
    expect(toExhibitChanges({ ...draft, castPolarity: "negative" }, ["category", "comment"])).toEqual({
      comment: "x",
      category: "CAST",
      parentExhibitId: "p",
      castPolarity: "negative",
    });
    expect(toCaseChanges({ ...EMPTY_CASE, place: " Arima ", comment: "y" }, ["place"])).toEqual({ place: "Arima" });
  });
});
