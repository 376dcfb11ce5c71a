import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { createQuery } from "../../src/analysis/compare/compare-marks.ts";
import type { ComparisonOutcome } from "../../src/analysis/compare/comparison.ts";
import { prepareMark } from "../../src/analysis/compare/prepare-mark.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { rotateSurfaceAtRandom } from "../../src/analysis/evaluate/rotate-surface.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { fillRings } from "../../src/analysis/segment/fill-rings.ts";
import type { OutlinePart } from "../../src/analysis/segment/outline.ts";
import { segmentMark } from "../../src/analysis/segment/segment-mark.ts";
import type { Surface } from "../../src/analysis/surface.ts";
import { readX3p } from "../../src/analysis/x3p/read-x3p.ts";

const root = process.env.RIBIN_DATASETS;
const available = root !== undefined && existsSync(join(root, "breech-face"));
if (!available) console.info("RIBIN_DATASETS is not set: the real case heads are left out.");

const KNOWN = { scaleKnown: true };
const readScan = (study: string, file: string): Surface =>
  readX3p(readFileSync(join(root ?? "", "breech-face", study, file))).surface;
const HEADS = ["K013sA1.x3p", "K013sA2.x3p"] as const;
const scoreOf = (outcome: ComparisonOutcome): number => (outcome.comparable ? outcome.score : 0);

(available ? describe : describe.skip)("the untouched case heads K013", () => {
  test("are taken apart without help, at a scale that the primer proves", () => {
    for (const file of HEADS) {
      const scan = readScan("raw", file);
      const found = segmentMark(scan, "BreechFace", KNOWN);
      expect(found.confidence).toBeGreaterThan(0.9);
      expect(found.remarks.join(" ")).toMatch(
        /4\.4\d* mm across, as a small pistol or small rifle primer.*the scale is right/,
      );
      const areaOf = (part: OutlinePart): number => {
        const rings = found.outlines.find((outline) => outline.part === part)?.rings ?? [];
        return fillRings(rings, scan).reduce((sum, value) => sum + value, 0) * (scan.incrementX * 1e3) ** 2;
      };
      // Square millimetres, as measured by eye on the relief: a flat between radii of 1.05 and 1.65 mm, a pit of 0.6 mm.
      expect(areaOf("BreechFace")).toBeGreaterThan(3.5);
      expect(areaOf("BreechFace")).toBeLessThan(5.5);
      expect(areaOf("FiringPinImpression")).toBeGreaterThan(0.9);
      expect(areaOf("FiringPinImpression")).toBeLessThan(1.8);
      expect(areaOf("Aperture")).toBeGreaterThan(1.5);
      expect(areaOf("Headstamp")).toBeGreaterThan(4);
      // The same file read as if its lengths were 2.54 times larger cannot be a case head.
      const wrong = { ...scan, incrementX: 2.54 * scan.incrementX, incrementY: 2.54 * scan.incrementY };
      expect(segmentMark(wrong, "BreechFace", KNOWN).confidence).toBe(0);
    }
  }, 60_000);

  test("match each other however one of them lies, cut close, or with points lost", () => {
    const [first, second] = HEADS.map((file) => readScan("raw", file));
    const query = createQuery(prepareMark(first, "BreechFace", KNOWN));
    const random = createRandom(5);
    const scans = [
      ...[1, 2, 3].map((seed) => rotateSurfaceAtRandom(second, createRandom(seed))),
      { ...second, values: second.values.map((z) => (random.uniform() < 0.2 ? Number.NaN : z)) },
    ];
    const scores = scans.map((scan) => scoreOf(query.compareWith(prepareMark(scan, "BreechFace", KNOWN))));
    console.info(
      `K013 turned thrice, and with a fifth of its points lost: ${scores.map((score) => score.toFixed(3)).join(", ")}`,
    );
    expect(Math.min(...scores)).toBeGreaterThan(0.3);
  }, 120_000);

  test("match each other above every different-source pair with fadul and weller", () => {
    const heads = HEADS.map((file) => prepareMark(readScan("raw", file), "BreechFace", KNOWN));
    const pool = ["fadul", "weller"].flatMap((study) =>
      readdirSync(join(root ?? "", "breech-face", study))
        .filter((file) => file.endsWith(".x3p"))
        .map((file): [string, PreparedMark] => [file, prepareMark(readScan(study, file), "BreechFace", KNOWN)]),
    );
    expect(pool).toHaveLength(70);
    const queries = heads.map(createQuery);
    const mated = queries[0].compareWith(heads[1]);
    const others = pool.flatMap(([file, mark]) =>
      queries.map((query, i) => ({ pair: `${HEADS[i]} and ${file}`, score: scoreOf(query.compareWith(mark)) })),
    );
    const highest = others.reduce((best, other) => (other.score > best.score ? other : best));
    console.info(
      `K013: score ${scoreOf(mated).toFixed(3)}, cells ${mated.comparable ? `${mated.cells?.congruent} of ${mated.cells?.usable}` : "none"}; ` +
        `highest of ${others.length} different-source pairs ${highest.score.toFixed(3)} (${highest.pair})`,
    );
    expect(others).toHaveLength(140);
    expect(scoreOf(mated)).toBeGreaterThan(highest.score + 0.1);
  }, 240_000);

  test("their firing-pin impressions are cut out and compared, though smooth floors at 7.4 um have nothing to agree on", () => {
    const pins = HEADS.map((file) => prepareMark(readScan("raw", file), "FiringPinImpression", KNOWN));
    const outcome = createQuery(pins[0]).compareWith(pins[1]);
    console.info(
      outcome.comparable
        ? `K013 firing pins: score ${outcome.score.toFixed(3)}, cells ${outcome.cells?.congruent} of ${outcome.cells?.usable}`
        : `K013 firing pins: not comparable: ${outcome.reason}`,
    );
    for (const { surface } of pins) {
      const area = surface.values.filter((z) => !Number.isNaN(z)).length * (surface.incrementX * 1e3) ** 2;
      expect(area).toBeGreaterThan(0.3);
      expect(area).toBeLessThan(1.8);
    }
    // Nothing that looks like a match may come of it.
    expect(scoreOf(outcome)).toBeLessThan(0.3);
  }, 60_000);
});
