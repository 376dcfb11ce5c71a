import { afterAll, beforeAll, expect, test } from "@jest/globals";
import sharp from "sharp";
import { openInProcessQueue } from "../../src/adapters/queue/in-process-queue.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { simulateBulletFiring } from "../../src/analysis/simulate/land-firing.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import type { RequestContext } from "../../src/domain/context.ts";
import { listAuditEvents } from "../../src/repositories/audit/audit-events.ts";
import type { Exhibit } from "../../src/repositories/evidence/exhibits.ts";
import { listCandidates } from "../../src/usecases/review/list-candidates.ts";
import { startWorkers } from "../../workers/start-workers.ts";
import { makeScan, openPipeline, type Pipeline } from "../support/pipeline-world.ts";
import { describeEachSql } from "../support/test-sql.ts";
import { waitUntil } from "../support/wait-until.ts";

describeEachSql("the pipeline", (getSql) => {
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

  const candidatesOf = async (acquisitionId: string) =>
    (await listCandidates(pipeline.deps, examiner, { acquisitionId, limit: 50 })).items;

  /** All rows that the steps made, without what a second run may change. */
  const readResults = async () => {
    const tables = {
      features: "select acquisition_id, model_id, model_version, vector::text, prepared_key from features order by 1",
      candidates: "select * from candidates order by id",
      comparisons: "select * from comparisons order by candidate_id, method",
      linkages: "select * from linkages order by id",
      jobs: "select key, name from jobs order by key",
      acquisitions: "select id, stage, stage_note, quality, preview_key from acquisitions order by id",
    };
    const results: Record<string, unknown> = {};
    for (const [name, text] of Object.entries(tables)) results[name] = (await getSql().query(text)).rows;
    return results;
  };

  test("two firings of one firearm in two states: the mate is ranked first, and is proposed to the examiners", async () => {
    const first = await pipeline.receive(jamaican, await pipeline.enterExhibit(jamaican), makeScan(1, 1));
    for (const firearm of [2, 3]) {
      await pipeline.receive(barbadian, await pipeline.enterExhibit(barbadian), makeScan(firearm, 1));
    }
    const mateExhibit = await pipeline.enterExhibit(barbadian);
    await pipeline.receive(barbadian, mateExhibit, makeScan(1, 2));
    expect(first.acquisition).toMatchObject({
      stage: "received",
      format: "X3P",
      scaleKnown: true,
      labId: jamaican.actor.labId,
    });
    await pipeline.runAll();

    const acquisition = await pipeline.read(first.acquisition.id);
    expect(acquisition).toMatchObject({ stage: "verified", stageNote: null });
    expect(acquisition.quality?.reasons.length).toBeGreaterThan(0);
    const candidates = await candidatesOf(acquisition.id);
    expect(candidates).toHaveLength(3);
    const { rows } = await getSql().query(
      "select * from linkages where exhibit_a = any ($1::uuid[]) and exhibit_b = any ($1::uuid[])",
      [[mateExhibit.id, acquisition.exhibitId]],
    );
    expect(rows).toHaveLength(1);
    expect(candidates[0]).toMatchObject({ rank: 1, linkageId: rows[0]?.id, comparable: true });
    expect(rows[0]).toMatchObject({ state: "candidate" });
    expect(Number(rows[0]?.best_score)).toBeCloseTo(candidates[0]?.score ?? 0, 5);
    expect(candidates[0]?.score ?? 0).toBeGreaterThan(2 * (candidates[1]?.score ?? 1));
    const trail = await listAuditEvents(getSql(), { targetId: acquisition.id }, { limit: 50, after: null });
    const steps = ["received", "quality_assessed", "features_extracted", "searched", "verified", "swept"];
    expect(trail.items.map((event) => [event.action, event.requestId])).toEqual(
      // The list above showed other states' sides.
      [...steps.map((what) => `acquisition.${what}`), "candidate.listed"].map((action) => [action, "test"]),
    );
    const preview = await pipeline.deps.blobs.readBlob(acquisition.previewKey ?? "");
    expect(await sharp(preview).metadata()).toMatchObject({ format: "png" });
  });

  test("a comparison is kept in the order of the acquisitions' ids, whichever was processed first", async () => {
    const { rows } = await getSql().query(
      `select c.id, k.outcome, a.prepared_key as a, b.prepared_key as b from comparisons k
         join candidates c on c.id = k.candidate_id
         join features a on a.acquisition_id = c.acquisition_a join features b on b.acquisition_id = c.acquisition_b
       order by k.score desc limit 1`,
    );
    const row = rows[0] as { outcome: { pose: { angle: number; shiftX: number } }; a: string; b: string };
    const [outcome] = await pipeline.deps.pool.runTask("compareBatch", {
      query: await pipeline.deps.blobs.readBlob(row.a),
      others: [await pipeline.deps.blobs.readBlob(row.b)],
    });
    if (!outcome?.comparable) throw new Error("not comparable");
    expect(Math.cos(outcome.pose.angle - row.outcome.pose.angle)).toBeGreaterThan(0.999);
    expect(outcome.pose.shiftX).toBeCloseTo(row.outcome.pose.shiftX, 4);
  });

  test("a step that runs twice gives the same rows", async () => {
    const before = await readResults();
    const { rowCount } = await getSql().query(
      "update jobs set state = 'pending', attempt = attempt + 1, finished_at = null where state = 'done'",
    );
    expect(rowCount).toBeGreaterThanOrEqual(16);
    await pipeline.runAll();
    expect(await readResults()).toEqual(before);
  });

  test("a region without a method and an image without a scale end verified, saying why they have no candidates", async () => {
    const exhibit = await pipeline.enterExhibit(jamaican);
    const png = await sharp({
      create: {
        width: 300,
        height: 200,
        channels: 3,
        background: "grey",
        noise: { type: "gaussian", mean: 128, sigma: 30 },
      },
    })
      .png()
      .toBuffer();
    const headstamp = await pipeline.receive(jamaican, exhibit, makeScan(8, 1), { region: "Headstamp" });
    const image = await pipeline.receive(jamaican, exhibit, png, { fileName: "photo.PNG" });
    expect(image.acquisition).toMatchObject({ scaleKnown: false, format: "PNG", lighting: "unknown" });
    await pipeline.runAll();
    for (const { acquisition } of [headstamp, image]) {
      const ended = await pipeline.read(acquisition.id);
      expect(ended.stage).toBe("verified");
      expect(ended.previewKey).not.toBeNull();
    }
    expect((await pipeline.read(headstamp.acquisition.id)).stageNote).toMatch(/method for Headstamp/);
    expect((await pipeline.read(image.acquisition.id)).stageNote).toMatch(/scale/);
    const { rows } = await getSql().query("select 1 from candidates where $1 in (acquisition_a, acquisition_b)", [
      headstamp.acquisition.id,
    ]);
    expect(rows).toEqual([]);
  });

  test("two mates that are processed at the same time do not miss each other", async () => {
    const queue = openInProcessQueue(pipeline.deps.log);
    const workers = await startWorkers({ deps: pipeline.deps, queue }, { concurrency: 4 });
    const calibre = { exhibit: { calibre: ".45 ACP" } };
    const sent = await Promise.all(
      [jamaican, barbadian].map(async (by, index) =>
        pipeline.receive(by, await pipeline.enterExhibit(by, calibre), makeScan(10, index + 1)),
      ),
    );
    workers.poke();
    await waitUntil(async () => {
      const stages = await Promise.all(
        sent.map(async ({ acquisition }) => (await pipeline.read(acquisition.id)).stage),
      );
      return stages.every((stage) => stage === "verified");
    });
    await workers.close();
    await queue.close();
    const ids = sent.map(({ acquisition }) => acquisition.id);
    const { rows } = await getSql().query(
      `select k.comparable, c.linkage_id is not null as linked from candidates c join comparisons k on k.candidate_id = c.id
       where c.acquisition_a = any ($1::uuid[]) and c.acquisition_b = any ($1::uuid[])`,
      [ids],
    );
    expect(rows).toEqual([{ comparable: true, linked: true }]);
  });

  test("bullets are linked by their best phase over all lands", async () => {
    const bullets: Exhibit[] = [];
    for (const [firearm, firing, by] of [
      [21, 1, jamaican],
      [21, 2, barbadian],
      [22, 1, barbadian],
    ] as const) {
      const exhibit = await pipeline.enterExhibit(by, { exhibit: { type: "bullet", calibre: ".40 S&W" } });
      bullets.push(exhibit);
      const lands = simulateBulletFiring(simulateFirearm(firearm), firing, { pitch: 4e-6 });
      for (const [index, surface] of lands.entries()) {
        await pipeline.receive(by, exhibit, writeX3p(surface), { region: "LEA", regionIndex: index + 1 });
      }
    }
    await pipeline.runAll();
    const scoreOf = async (a: Exhibit, b: Exhibit) => {
      const { rows } = await getSql().query(
        "select best_score from linkages where exhibit_a = least($1::uuid, $2::uuid) and exhibit_b = greatest($1::uuid, $2::uuid)",
        [a.id, b.id],
      );
      return Number(rows[0]?.best_score);
    };
    const [first, mate, other] = bullets as [Exhibit, Exhibit, Exhibit];
    const same = await scoreOf(first, mate);
    const { rows: kept } = await getSql().query(
      "select outcome ->> 'landScore' as lands, score from bullet_comparisons where exhibit_a = least($1::uuid, $2::uuid) and exhibit_b = greatest($1::uuid, $2::uuid)",
      [first.id, mate.id],
    );
    // Of the lands in phase; the linkage has the score of how far that phase stands out of the others.
    expect(Number(kept[0]?.lands)).toBeGreaterThan(0.5);
    expect(same).toBeCloseTo(Number(kept[0]?.score), 6);
    expect(same).toBeGreaterThan(1.5 * (await scoreOf(first, other)));
    const { rows } = await getSql().query(
      "select distinct detail ->> 'method' as method from audit_events where action = 'linkage.proposed'",
    );
    expect(rows.map((row) => row.method)).toContainEqual(expect.stringMatching(/^bullet-phases@/));
  }, 180_000);

  test("no job has failed", async () => {
    const { rows } = await getSql().query("select name, reason from jobs where state = 'failed' or reason is not null");
    expect(rows).toEqual([]);
  });
});
