/** What stands beside a score: subclass risk and likelihood ratio, with their words, in lists, linkages and reports. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 as uuidv7 } from "uuid";
import { fitLikelihoodModel } from "../../src/analysis/likelihood/likelihood-model.ts";
import { composeLikelihoods } from "../../src/compose-likelihoods.ts";
import type { RequestContext } from "../../src/domain/context.ts";
import { insertComparisons } from "../../src/repositories/correlation/comparisons.ts";
import { issueReport } from "../../src/usecases/reports/issue-report.ts";
import { listCandidates } from "../../src/usecases/review/list-candidates.ts";
import { readLinkage } from "../../src/usecases/review/read-linkage.ts";
import { reviewCandidate } from "../../src/usecases/review/review-candidate.ts";
import { enterEvidence, openWorld, propose, type World } from "../support/decision-world.ts";
import { openTestSql } from "../support/test-sql.ts";

const CAVEAT = "An investigative ranking, not an evidential conclusion.";
const model = fitLikelihoodModel(
  Array.from({ length: 60 }, (_, i) => ({
    sameSource: i < 20,
    score: i < 20 ? 0.6 + 0.01 * i : 0.05 + 0.002 * i,
    cells: { usable: 30, congruent: i < 20 ? 15 + (i % 8) : i % 3 },
    firearms: (i < 20 ? [`F${i}`, `F${i}`] : [`F${i}`, `G${i}`]) as [string, string],
  })),
  { population: "twelve pistols", method: "breech-face-cells", methodVersion: "7.0.0", kind: "cells" },
);
const RISK = { risk: "subclass risk", kind: "parallel", reason: "Parallel marks run through both.", share: 0.9 };
const NO_RISK = { risk: "none", kind: null, reason: "No toolmarks run through both.", share: 0 };

let world: World;
let technician: RequestContext;
let examiner: RequestContext;
beforeAll(async () => {
  world = await openWorld(await openTestSql());
  technician = await world.hire("JM", "lab_technician");
  examiner = await world.hire("JM", "firearms_examiner");
});
afterAll(async () => {
  await world.close();
  await world.deps.sql.close();
});

/** Nothing is drawn here: the pool is not touched. */
function withModels(likelihoods: World["deps"]["likelihoods"]) {
  const { sql, clock, blobs, reportRenderer, signer } = world.deps;
  return {
    sql,
    clock,
    blobs,
    reportRenderer,
    likelihoods,
    signer,
    get pool() {
      return world.deps.pool;
    },
  };
}

/** A pair whose newest comparison is by the method that the model was fitted on. */
async function openPair(score: number, congruent: number, subclass: object = NO_RISK) {
  const own = await enterEvidence(world.deps, technician);
  const pair = await propose(world.deps, own, await enterEvidence(world.deps, technician), 0.1);
  world.clock.advance(1000);
  const method = { method: "breech-face-cells", methodVersion: "7.0.0", comparable: true };
  await insertComparisons(world.deps.sql, [
    {
      ...method,
      id: uuidv7(),
      candidateId: pair.candidateId,
      marks: null,
      reason: null,
      score,
      correlation: 0.5,
      cellsUsable: 30,
      cellsCongruent: congruent,
      outcome: { ...method, score, subclass },
      remarks: ["Look twice."],
      createdAt: world.clock.now(),
    },
  ]);
  return { ...pair, acquisitionId: own.acquisitionId };
}

test("a candidate shows its ratio within its bounds, for whom it holds, and what it is not", async () => {
  const deps = withModels([model]);
  const { acquisitionId, linkageId } = await openPair(0.7, 20);
  const [candidate] = (await listCandidates(deps, examiner, { acquisitionId, limit: 5 })).items;
  expect(candidate).toMatchObject({
    methodVersion: "7.0.0",
    subclass: NO_RISK,
    remarks: ["Look twice."],
    rating: { rated: true, population: "twelve pistols", bounds: model.bounds, caveat: CAVEAT },
  });
  if (candidate?.rating?.rated !== true) throw new Error("not rated");
  expect(candidate.rating.log10Lr).toBeGreaterThan(0);
  expect(candidate.rating.log10Lr).toBeLessThanOrEqual(model.bounds.upper);
  const linkage = await readLinkage(deps, examiner, { id: linkageId });
  expect(linkage.candidates).toMatchObject([{ subclass: NO_RISK, rating: candidate.rating }]);
});

test("a subclass risk is shown with its reason, and no ratio beside it", async () => {
  const deps = withModels([model]);
  const { acquisitionId } = await openPair(0.7, 20, RISK);
  const { items, stop } = await listCandidates(deps, examiner, { acquisitionId, limit: 5 });
  expect(items).toMatchObject([
    {
      subclass: RISK,
      score: expect.closeTo(0.7, 5),
      rating: { rated: false, reason: expect.stringMatching(/^Subclass risk/) },
    },
  ]);
  expect(stop).toBeNull();
});

test("a method that no ratios were fitted for shows none, and says so", async () => {
  const { acquisitionId } = await openPair(0.7, 20);
  const [candidate] = (await listCandidates(world.deps, examiner, { acquisitionId, limit: 5 })).items;
  const page = await listCandidates(world.deps, examiner, { acquisitionId, limit: 5 });
  expect(page.stop).toBeNull();
  expect(candidate?.rating).toEqual({
    rated: false,
    reason: "No ratios were fitted for breech-face-cells, version 7.0.0.",
  });
});

test("a ratio orders nothing: the score does", async () => {
  const deps = withModels([model]);
  const own = await openPair(0.3, 28);
  const other = await enterEvidence(world.deps, technician);
  const left = await world.deps.sql.query("select exhibit_id from acquisitions where id = $1", [own.acquisitionId]);
  await propose(
    world.deps,
    other,
    { acquisitionId: own.acquisitionId, exhibit: { id: left.rows[0]?.exhibit_id }, case: other.case } as typeof other,
    0.6,
  );
  const { items } = await listCandidates(deps, examiner, { acquisitionId: own.acquisitionId, limit: 5 });
  const { stop } = await listCandidates(deps, examiner, { acquisitionId: own.acquisitionId, limit: 1 });
  expect(stop).toMatchObject({
    rank: 2,
    expectedMates: 0.5,
    words: expect.stringMatching(/whole list of 2/),
    caveat: CAVEAT,
  });
  expect(items.map((row) => [row.rank, row.score?.toFixed(1), row.rating?.rated])).toEqual([
    [1, "0.6", false],
    [2, "0.3", true],
  ]);
});

test("a report holds both with their words", async () => {
  const issue = async (likelihoods: World["deps"]["likelihoods"], subclass: object) => {
    const { linkageId } = await openPair(0.7, 20, subclass);
    const decision = { linkageId, expectedVersion: 1, decision: "lead", reasons: "Many cells agree well." } as const;
    await reviewCandidate(world.deps, examiner, decision);
    return issueReport(withModels(likelihoods), examiner, { linkageId, kind: "lead" });
  };
  const { document } = await issue([model], NO_RISK);
  expect(document.comparison).toMatchObject({
    subclassRisk: null,
    likelihood: { population: "twelve pistols", ...model.bounds, caveat: CAVEAT },
  });
  const risky = await issue([model], RISK);
  expect(risky.document.comparison).toMatchObject({
    subclassRisk: RISK.reason,
    likelihood: { reason: expect.stringMatching(/^Subclass risk/) },
  });
  expect((await issue([], NO_RISK)).document.comparison?.likelihood).toEqual({
    reason: "No ratios were fitted for breech-face-cells, version 7.0.0.",
  });
});

test("models are read from their folder; one that is no model stops the program and is named", async () => {
  expect(composeLikelihoods(join(tmpdir(), "there-is-no-such-folder"))).toEqual([]);
  const folder = await mkdtemp(join(tmpdir(), "ribin-models-"));
  await writeFile(join(folder, "breech-faces.json"), JSON.stringify(model));
  expect(composeLikelihoods(folder)).toEqual([model]);
  await writeFile(join(folder, "broken.json"), "{");
  expect(() => composeLikelihoods(folder)).toThrow(/broken\.json is not JSON/);
  await writeFile(join(folder, "broken.json"), "{}");
  expect(() => composeLikelihoods(folder)).toThrow(/broken\.json: This is no likelihood model/);
  await rm(folder, { recursive: true });
});
