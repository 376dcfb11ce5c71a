/** `ribin evaluate --fit --plots` on small simulated studies. */
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import sharp from "sharp";
import { readLikelihoodModel } from "../../src/analysis/likelihood/read-likelihood-model.ts";
import { writeBreechFaceStudy } from "../support/evidence-files.ts";
import { captureRibin, runRibin, runRibinJson } from "../support/ribin-process.ts";

jest.setTimeout(600_000);

interface Likelihood {
  readonly population: string;
  readonly kind: string;
  readonly bounds: { readonly lower: number; readonly upper: number };
  readonly cllr: number;
  readonly cllrMin: number;
  readonly cllrCal: number;
  readonly misleadingSame: number;
  readonly misleadingDifferent: number;
  readonly fit: { readonly folder: string; readonly marks: number };
  readonly caveat: string;
}

let reported: string;
let fitted: string;
let out: string;
beforeAll(async () => {
  reported = await writeBreechFaceStudy([41, 42, 43], 2);
  fitted = await writeBreechFaceStudy([51, 52, 53], 2);
  out = await mkdtemp(join(tmpdir(), "ribin-plots-"));
});

describe("with --fit and --plots", () => {
  test("reports bounded ratios for the named population, and draws every chart", async () => {
    const plots = join(out, "all");
    const args = ["evaluate", reported, "--fit", fitted, "--rotate", "3", "--plots", plots];
    const { likelihood, plots: paths } = await runRibinJson<{ likelihood: Likelihood; plots: string[] }>(args);
    expect(likelihood.population).toMatch(/^simulated: BreechFace, 6 exhibits of 3 firearms, 3 same-source/);
    expect(["score", "cells"]).toContain(likelihood.kind);
    expect(likelihood).toMatchObject({ fit: { folder: fitted, marks: 6 } });
    expect(likelihood.caveat).toMatch(/investigative ranking .* not an evidential conclusion/);
    // Three same-source pairs, one misleading ratio added: no more than 3/4 over 1/13, no less than 1/4 over 12/13.
    expect(likelihood.bounds.upper).toBeLessThanOrEqual(Math.log10((3 / 4) * 13) + 1e-9);
    expect(likelihood.bounds.lower).toBeGreaterThanOrEqual(-Math.log10((12 / 13) * 4) - 1e-9);
    expect(likelihood.cllr).toBeLessThan(0.6);
    expect(likelihood.cllrMin).toBeLessThanOrEqual(likelihood.cllr);
    expect(likelihood).toMatchObject({ misleadingSame: 0, misleadingDifferent: 0 });
    const names = ["ece.png", "pav.png", "rank.png", "roc.png", "scores.png", "tippett.png"];
    expect((await readdir(plots)).sort()).toEqual(names);
    expect([...paths].sort()).toEqual(names.map((name) => join(plots, name)));
    for (const path of paths) {
      const { format, width, height } = await sharp(await readFile(path)).metadata();
      expect({ format, width }).toEqual({ format: "png", width: 1200 });
      expect(height).toBeGreaterThan(700);
    }
  });

  test("--save writes a model that rates comparisons, with what it reached on the other study", async () => {
    const file = join(out, "model.json");
    const args = ["evaluate", reported, "--fit", fitted, "--mode", "pairs", "--save", file];
    const { likelihood } = await runRibinJson<{ likelihood: Likelihood }>(args);
    const stored = JSON.parse(await readFile(file, "utf8"));
    expect(readLikelihoodModel(stored)).toMatchObject({
      population: likelihood.population,
      method: "breech-face-cells",
      bounds: likelihood.bounds,
    });
    expect(stored.heldAgainst).toMatchObject({
      cllr: likelihood.cllr,
      population: expect.stringMatching(/3 firearms/),
    });
  });

  test("says in words what the ratios are", async () => {
    const text = await runRibin(["evaluate", reported, "--fit", fitted, "--mode", "pairs"], {});
    expect(text).toMatch(/for the population simulated: BreechFace/);
    expect(text).toMatch(/^Cllr 0\.\d{4} \(95 %/m);
    expect(text).toMatch(/investigative ranking within the named population, not an evidential conclusion/);
  });
});

test("--plots alone draws all that needs no ratio", async () => {
  const plots = join(out, "search");
  await runRibin(["evaluate", reported, "--mode", "search", "--plots", plots], {});
  expect((await readdir(plots)).sort()).toEqual(["rank.png", "roc.png"]);
});

test.each([
  ["the same study", () => ["evaluate", reported, "--fit", reported], "USAGE", /firearm "F41"/],
  ["search only", () => ["evaluate", reported, "--fit", fitted, "--mode", "search"], "USAGE", /--mode search/],
  ["--save alone", () => ["evaluate", reported, "--save", join(out, "none.json")], "USAGE", /--save needs --fit/],
  ["no study", () => ["evaluate", reported, "--fit", out], "FILE_NOT_FOUND", /labels\.csv/],
  [
    "a folder that is a file",
    () => ["evaluate", reported, "--plots", join(reported, "labels.csv")],
    "FILE_NOT_WRITABLE",
    /labels\.csv/,
  ],
])("refuses %s", async (_what, args, code, message) => {
  const { code: exit, stderr } = await captureRibin(args());
  expect(exit).toBe(code === "USAGE" ? 2 : 1);
  expect(stderr).toMatch(new RegExp(`^${code}: `, "m"));
  expect(stderr).toMatch(message);
});
