/** What a firearm leaves on a case in several regions counts together: one region finds the pair, the others are asked about it. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { simulateFiringPin } from "../../src/analysis/simulate/firing-pin.ts";
import { simulateFiringPinFiring } from "../../src/analysis/simulate/firing-pin-firing.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import type { RequestContext } from "../../src/domain/context.ts";
import { fuseScores } from "../../src/domain/fuse-scores.ts";
import type { Exhibit } from "../../src/repositories/evidence/exhibits.ts";
import { listLinkages } from "../../src/usecases/review/list-linkages.ts";
import { readLinkage } from "../../src/usecases/review/read-linkage.ts";
import { makeScan, openPipeline, type Pipeline } from "../support/pipeline-world.ts";
import { describeOneSql } from "../support/test-sql.ts";

const makePinScan = (firearm: number, firing: number) =>
  writeX3p(simulateFiringPinFiring(simulateFiringPin(firearm, "Rectangular"), firing, { pitch: 3.5e-6 }), {
    creator: "test",
  });

describeOneSql("several regions of one exhibit", (getSql) => {
  let pipeline: Pipeline;
  let jamaican: RequestContext;
  let barbadian: RequestContext;
  let examiner: RequestContext;
  beforeAll(async () => {
    pipeline = await openPipeline(getSql());
    jamaican = await pipeline.hire("JM", "lab_technician");
    barbadian = await pipeline.hire("BB", "lab_technician");
    examiner = await pipeline.hire("JM", "firearms_examiner");
  });
  afterAll(() => pipeline.close());

  const receivePin = async (by: RequestContext, exhibit: Exhibit, firearm: number, firing: number) => {
    const given = { region: "FiringPinImpression" as const, fileName: "pin.x3p" };
    return (await pipeline.receive(by, exhibit, makePinScan(firearm, firing), given)).acquisition.id;
  };
  const readPair = async (one: Exhibit, other: Exhibit) => {
    const page = await listLinkages(pipeline.deps, examiner, { limit: 50 });
    for (const { id } of page.items) {
      const linkage = await readLinkage(pipeline.deps, examiner, { id });
      const { rows } = await getSql().query("select exhibit_a, exhibit_b from linkages where id = $1", [id]);
      if ([one.id, other.id].sort().join() === [rows[0]?.exhibit_a, rows[0]?.exhibit_b].join()) return linkage;
    }
    throw new Error("The two have no linkage.");
  };

  test("the pair that the breech faces found has its firing pins compared, and ranks by both", async () => {
    const own = await pipeline.enterExhibit(jamaican);
    const mate = await pipeline.enterExhibit(barbadian);
    const stranger = await pipeline.enterExhibit(barbadian);
    await receivePin(barbadian, mate, 61, 2);
    await receivePin(barbadian, stranger, 62, 2);
    await pipeline.receive(barbadian, mate, makeScan(61, 2));
    await pipeline.receive(barbadian, stranger, makeScan(62, 2));
    await pipeline.runAll();
    // As if both nets had missed the pin's mate.
    await getSql().query("delete from sweep_records where region = 'FiringPinImpression'");
    Object.assign(pipeline.deps.limits, { candidatesVerified: 0 });
    await receivePin(jamaican, own, 61, 1);
    await pipeline.runAll();
    const found =
      "select 1 from candidates c join acquisitions a on a.id in (c.acquisition_a, c.acquisition_b) where a.exhibit_id = $1";
    expect((await getSql().query(found, [own.id])).rowCount).toBe(0);
    Object.assign(pipeline.deps.limits, { candidatesVerified: 200 });

    await pipeline.receive(jamaican, own, makeScan(61, 1));
    await pipeline.runAll();
    const linkage = await readPair(own, mate);
    const byRegion = new Map(linkage.candidates.map(({ region, score }) => [region, score ?? 0]));
    expect([...byRegion.keys()].sort()).toEqual(["BreechFace", "FiringPinImpression"]);
    const nets = new Map(linkage.candidates.map(({ region, foundBy }) => [region, foundBy]));
    expect(nets.get("BreechFace")).toContain("vectors");
    expect(nets.get("FiringPinImpression")).toContain("region");
    expect(nets.get("FiringPinImpression")).not.toContain("vectors");
    for (const score of byRegion.values()) expect(score).toBeGreaterThan(0.3);
    expect(linkage.bestScore).toBeCloseTo(fuseScores([...byRegion.values()]), 5);
    expect(linkage.bestScore).toBeGreaterThan(Math.max(...byRegion.values()));
    const [first] = (await listLinkages(pipeline.deps, examiner, { limit: 1, sort: "score" })).items;
    expect(first?.id).toBe(linkage.id);
  });

  test("a region that only one side has, or that agrees in nothing, lowers no pair", async () => {
    const own = await pipeline.enterExhibit(jamaican);
    const mate = await pipeline.enterExhibit(barbadian);
    await pipeline.receive(barbadian, mate, makeScan(71, 2));
    await pipeline.receive(jamaican, own, makeScan(71, 1));
    await pipeline.runAll();
    const alone = (await readPair(own, mate)).bestScore;
    await receivePin(jamaican, own, 71, 1);
    await pipeline.runAll();
    expect((await readPair(own, mate)).bestScore).toBe(alone);
    await receivePin(barbadian, mate, 72, 1);
    await pipeline.runAll();
    const both = await readPair(own, mate);
    expect(both.candidates.map(({ region }) => region).sort()).toEqual(["BreechFace", "FiringPinImpression"]);
    expect(both.bestScore).toBe(alone);
  });

  test("nothing is left to ask for", async () => {
    const { rows } = await getSql().query("select name, state from jobs where state <> 'done'");
    expect(rows).toEqual([]);
  });
});
