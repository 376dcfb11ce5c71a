/** `ribin compare` on simulated evidence whose truth is known. */
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import sharp from "sharp";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import { makeBreechFaceX3p, makeFolder, writeBulletStudy } from "../support/evidence-files.ts";
import { expectRefusal } from "../support/expect-refusal.ts";
import { captureRibin, runRibin, runRibinJson } from "../support/ribin-process.ts";

jest.setTimeout(300_000);

interface Comparison {
  readonly method: string;
  readonly methodVersion: string;
  readonly score: number;
  readonly cells: { readonly usable: number; readonly congruent: number; readonly fraction: number } | null;
  readonly registrationAngleDegrees: number;
  readonly shiftMetres: { readonly x: number; readonly y: number };
  readonly correlation: number;
  readonly overlap: number;
  readonly seconds: number;
  readonly caveat: string;
}

const MEMBERS = [
  "caveat",
  "cells",
  "correlation",
  "method",
  "methodVersion",
  "overlap",
  "registrationAngleDegrees",
  "score",
  "seconds",
  "shiftMetres",
];
const DEGREE = Math.PI / 180;

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await makeFolder();
  await writeFile(at("a.x3p"), makeBreechFaceX3p({ firearm: 21, firing: 1, rotation: 10 * DEGREE }));
  await writeFile(at("mate.x3p"), makeBreechFaceX3p({ firearm: 21, firing: 2, rotation: 150 * DEGREE }));
  await writeFile(at("other.x3p"), makeBreechFaceX3p({ firearm: 22, firing: 1 }));
});

async function compare(...args: string[]): Promise<Comparison> {
  const found = await runRibinJson<Comparison>(["compare", ...args]);
  expect(Object.keys(found)).toEqual(expect.arrayContaining(MEMBERS));
  expect(found.score).toBeGreaterThanOrEqual(0);
  expect(found.score).toBeLessThanOrEqual(1);
  expect(found.methodVersion).toMatch(/^\d+\.\d+\.\d+$/);
  expect(found.caveat).toMatch(/not an evidential conclusion/);
  expect(found.seconds).toBeGreaterThan(0);
  return found;
}

describe("ribin compare", () => {
  test("finds two firings of one firearm at any angle, and draws them", async () => {
    const found = await compare(at("a.x3p"), at("mate.x3p"), "--plot", at("plot.png"));
    expect(found.method).toBe("breech-face-cells");
    expect(found.score).toBeGreaterThan(0.5);
    const { usable, congruent, fraction } = found.cells ?? { usable: 0, congruent: 0, fraction: 0 };
    expect(congruent).toBeGreaterThanOrEqual(6);
    expect(fraction).toBeCloseTo(congruent / usable, 6);
    // B lies turned by 150 degrees, A by 10: B moves into A's frame by turning back 140.
    const off = (found.registrationAngleDegrees + 140 + 540) % 360;
    expect(Math.abs(off - 180)).toBeLessThan(3);
    expect(Math.hypot(found.shiftMetres.x, found.shiftMetres.y)).toBeLessThan(0.6e-3);
    expect(found.correlation).toBeGreaterThan(0.3);
    expect(found.overlap).toBeGreaterThan(0.5);
    const { format, width, height } = await sharp(await readFile(at("plot.png"))).metadata();
    expect(format).toBe("png");
    for (const side of [width, height]) {
      expect(side).toBeGreaterThan(400);
      expect(side).toBeLessThan(4_000);
    }
    // A picture, not a blank sheet.
    expect((await sharp(await readFile(at("plot.png"))).stats()).entropy).toBeGreaterThan(1);
    expect((await stat(at("plot.png"))).size).toBeGreaterThan(30_000);
  });

  test("scores two firearms far below", async () => {
    const [same, different] = [await compare(at("a.x3p"), at("mate.x3p")), await compare(at("a.x3p"), at("other.x3p"))];
    expect(different.score).toBeLessThan(same.score / 2);
    expect(different.cells?.congruent ?? 0).toBeLessThan(6);
  });

  test("compares a file with itself: the whole of it, at no angle", async () => {
    const found = await compare(at("a.x3p"), at("a.x3p"));
    expect(found.score).toBeGreaterThan(0.9);
    expect(Math.abs(found.registrationAngleDegrees)).toBeLessThan(0.5);
    expect(Math.hypot(found.shiftMetres.x, found.shiftMetres.y)).toBeLessThan(20e-6);
  });

  test("compares lands by their profiles: no cells", async () => {
    const bullets = await writeBulletStudy([31]);
    const scores: number[] = [];
    for (const index of [1, 3]) {
      const found = await compare(
        join(bullets, "B31-1-L1.x3p"),
        join(bullets, `B31-2-L${index}.x3p`),
        "--region",
        "LEA",
      );
      expect(found.cells).toBeNull();
      expect(found.method).not.toBe("breech-face-cells");
      scores.push(found.score);
    }
    // The second bullet was scanned from another land on: its third is the first one's first.
    expect(scores[1]).toBeGreaterThan(2 * (scores[0] ?? 1));
  });

  test("says it in words without --json", async () => {
    const text = await runRibin(["compare", at("a.x3p"), at("mate.x3p")], {});
    expect(text).toMatch(/breech-face-cells \d+\.\d+\.\d+\n.*score/);
    expect(text).toMatch(/\d+ of \d+ congruent/);
    expect(text).toMatch(/not an evidential conclusion/);
  });

  test("gives a reason, never a score, where the two are not comparable", async () => {
    const row = Float32Array.from({ length: 2000 }, (_, i) => 1e-6 * Math.sin(i / 9));
    const profile = { width: 2000, height: 1, incrementX: 2e-6, incrementY: 2e-6, values: row } as const;
    await writeFile(at("profile.x3p"), writeX3p({ ...profile, kind: "topography" }));
    for (const pair of [
      ["a.x3p", "profile.x3p"],
      ["profile.x3p", "a.x3p"],
    ]) {
      const run = await captureRibin(["compare", ...pair.map(at), "--plot", at("none.png"), "--json"]);
      expectRefusal(run, "NOT_COMPARABLE");
    }
    await expect(stat(at("none.png"))).rejects.toThrow("ENOENT");
  });
});
