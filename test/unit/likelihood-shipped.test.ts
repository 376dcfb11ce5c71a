/** The ratios that are shipped in models/likelihood/ belong to the methods as they are. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { BREECH_FACE_CELLS } from "../../src/analysis/compare/cell-method.ts";
import { rateEvidence } from "../../src/analysis/likelihood/rate-evidence.ts";
import { readLikelihoodModel } from "../../src/analysis/likelihood/read-likelihood-model.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "models", "likelihood");
const METHODS = [BREECH_FACE_CELLS];

describe.each(readdirSync(FOLDER).filter((name) => name.endsWith(".json")))("models/likelihood/%s", (name) => {
  const text = readFileSync(join(FOLDER, name), "utf8");
  const json = JSON.parse(text);
  const model = readLikelihoodModel(json);

  // Where this fails the method has changed since: fit again (models/README.md has the command).
  it("is of the method that it is named after, in its present version", () => {
    expect(name).toBe(`${model.method}.json`);
    const method = METHODS.find((each) => each.method === model.method);
    expect(method?.methodVersion).toBe(model.methodVersion);
  });

  it("names its population, and was held against other firearms at a low cost", () => {
    expect(model.population).toMatch(/\d+ exhibits of \d+ firearms, \d+ same-source and \d+ different-source pairs/);
    expect(json.heldAgainst.population).toMatch(/\d+ exhibits of \d+ firearms/);
    expect(json.heldAgainst.population).not.toBe(model.population);
    expect(json.heldAgainst.cllr).toBeLessThan(0.1);
  });

  it("reaches no farther than its independent pairs, and holds numbers, not evidence", () => {
    const { same, different } = model.independent;
    expect(model.bounds.upper).toBeLessThanOrEqual(Math.log10((same / (same + 1)) * (different + 1)) + 1e-9);
    expect(model.bounds.lower).toBeGreaterThanOrEqual(-Math.log10((different / (different + 1)) * (same + 1)) - 1e-9);
    expect(text).not.toMatch(/\.x3p|\.png|\//i);
  });

  it("rises with the score", () => {
    const rate = (score: number): number => {
      const cells = { usable: 20, congruent: Math.round(20 * score) };
      const { method, methodVersion } = model;
      const rating = rateEvidence(model, { comparable: true, method, methodVersion, score, cells });
      return rating.rated ? rating.log10Lr : Number.NaN;
    };
    expect(rate(0.9)).toBeGreaterThan(1);
    expect(rate(0.02)).toBeLessThan(-0.8);
    expect(rate(0.4)).toBeGreaterThanOrEqual(rate(0.3));
  });
});
