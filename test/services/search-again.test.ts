/** What was kept from the search and no longer is, is searched again: no link stays missed because of when it became visible. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import type { Exhibit } from "../../src/repositories/evidence/exhibits.ts";
import { updateCase } from "../../src/usecases/evidence/update-case.ts";
import { updateExhibit } from "../../src/usecases/evidence/update-exhibit.ts";
import { listCandidates } from "../../src/usecases/review/list-candidates.ts";
import { release } from "../support/decision-world.ts";
import { makeScan, openPipeline, type Pipeline } from "../support/pipeline-world.ts";
import { describeOneSql } from "../support/test-sql.ts";

describeOneSql("searching again", (getSql) => {
  let pipeline: Pipeline;
  let jamaican: RequestContext;
  let coordinator: RequestContext;
  let barbadian: RequestContext;
  let examiner: RequestContext;
  beforeAll(async () => {
    pipeline = await openPipeline(getSql());
    jamaican = await pipeline.hire("JM", "lab_technician");
    coordinator = await pipeline.hire("JM", "national_coordinator");
    barbadian = await pipeline.hire("BB", "lab_technician");
    examiner = await pipeline.hire("BB", "firearms_examiner");
  });
  afterAll(() => pipeline.close());

  const receive = async (by: RequestContext, exhibit: Exhibit, firearm: number, firing: number) =>
    (await pipeline.receive(by, exhibit, makeScan(firearm, firing))).acquisition.id;
  const candidatesOf = async (acquisitionId: string) =>
    (await listCandidates(pipeline.deps, examiner, { acquisitionId, limit: 50 })).items;
  /** The highest score among the candidates; a firing of the same firearm reaches .4 and more, others stay below. */
  const bestScore = async (acquisitionId: string) =>
    Math.max(0, ...(await candidatesOf(acquisitionId)).map((candidate) => candidate.score ?? 0));
  const countJobs = async () => Number((await getSql().query("select count(*) as n from jobs")).rows[0]?.n);

  test("a release finds the mate that was processed while the case was restricted, and proposes it", async () => {
    const hidden = await pipeline.enterExhibit(jamaican, { case: { restricted: true } });
    const secret = await receive(jamaican, hidden, 41, 1);
    const own = await receive(barbadian, await pipeline.enterExhibit(barbadian), 41, 2);
    await pipeline.runAll();
    expect(await candidatesOf(own)).toEqual([]);

    await release(pipeline.deps, coordinator, hidden.caseId, "BB");
    await pipeline.runAll();
    expect(await bestScore(own)).toBeGreaterThan(0.4);
    const [candidate] = await candidatesOf(own);
    expect(candidate?.linkageId).not.toBeNull();
    expect((await pipeline.read(secret)).stage).toBe("verified");
  });

  test("a case that is no longer restricted is searched again, and any other change of it is not", async () => {
    const hidden = await pipeline.enterExhibit(jamaican, { case: { restricted: true } });
    await receive(jamaican, hidden, 42, 1);
    const own = await receive(barbadian, await pipeline.enterExhibit(barbadian), 42, 2);
    await pipeline.runAll();
    expect(await bestScore(own)).toBeLessThan(0.4);

    const before = await countJobs();
    const id = hidden.caseId;
    await updateCase(pipeline.deps, jamaican, { id, expectedVersion: 1, changes: { place: "Port Royal" } });
    expect(await countJobs()).toBe(before);
    await updateCase(pipeline.deps, jamaican, { id, expectedVersion: 2, changes: { restricted: false } });
    await pipeline.runAll();
    expect(await bestScore(own)).toBeGreaterThan(0.4);
  });

  test("a calibre that is put right brings the mate that the wrong one had kept away", async () => {
    const mistaken = await pipeline.enterExhibit(jamaican, { exhibit: { calibre: ".45 ACP" } });
    await receive(jamaican, mistaken, 43, 1);
    const own = await receive(barbadian, await pipeline.enterExhibit(barbadian), 43, 2);
    await pipeline.runAll();
    expect(await bestScore(own)).toBeLessThan(0.4);

    await updateExhibit(pipeline.deps, jamaican, {
      id: mistaken.id,
      expectedVersion: 1,
      changes: { calibre: "9mm Luger" },
    });
    await pipeline.runAll();
    expect(await bestScore(own)).toBeGreaterThan(0.4);
  });

  test("an acquisition that is still on its way goes through its own steps, however the two meet", async () => {
    const hidden = await pipeline.enterExhibit(jamaican, { case: { restricted: true } });
    const own = await receive(barbadian, await pipeline.enterExhibit(barbadian), 44, 2);
    await pipeline.runAll();
    const late = await receive(jamaican, hidden, 44, 1);
    await release(pipeline.deps, coordinator, hidden.caseId, "BB");
    // The search for the release is due at once, before there is a vector.
    await getSql().query("update jobs set run_after = run_after - interval '1 hour' where payload ? 'cause'");
    await pipeline.runAll();
    expect((await pipeline.read(late)).stage).toBe("verified");
    expect(await bestScore(own)).toBeGreaterThan(0.4);
    const trail = await getSql().query("select action from audit_events where target_id = $1 order by seq", [late]);
    expect(trail.rows.map((row) => row.action)).toEqual([
      "acquisition.received",
      "acquisition.quality_assessed",
      "acquisition.features_extracted",
      "acquisition.searched",
      "acquisition.verified",
      "acquisition.swept",
    ]);
    const { rows } = await getSql().query("select state from jobs where state <> 'done'");
    expect(rows).toEqual([]);
  });
});
