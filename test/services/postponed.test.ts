/** A long list is ready soon: comparisons that promise nothing wait for a job of low priority, and none is skipped for good. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createRandom } from "../../src/analysis/random.ts";
import { createNoiseGrid } from "../../src/analysis/simulate/noise-field.ts";
import { writeX3p } from "../../src/analysis/x3p/write-x3p.ts";
import type { RequestContext } from "../../src/domain/context.ts";
import { listCandidates } from "../../src/usecases/review/list-candidates.ts";
import { openPipeline, type Pipeline } from "../support/pipeline-world.ts";
import { describeOneSql } from "../support/test-sql.ts";

const SIDE = 300;
const PITCH = 12.5e-6;

/** A ring of plain grain: the simulated firearms' rims and tool lines register better than chance with each other. */
function makeGrainScan(seed: number, firing: number): Uint8Array {
  const band = { shortest: 40e-6, longest: 240e-6 };
  const face = createNoiseGrid(createRandom(seed), SIDE, SIDE, PITCH, band);
  const own = createNoiseGrid(createRandom(1_000 * seed + firing), SIDE, SIDE, PITCH, band);
  const values = Float32Array.from(face, (height, at) => {
    const distance = PITCH * Math.hypot((at % SIDE) - SIDE / 2, Math.floor(at / SIDE) - SIDE / 2);
    return distance < 0.8e-3 || distance > 1.75e-3 ? Number.NaN : 1e-6 * (height + 0.3 * own[at]);
  });
  const grid = { width: SIDE, height: SIDE, incrementX: PITCH, incrementY: PITCH };
  return writeX3p({ ...grid, values, kind: "topography" }, { creator: "test" });
}

const STRANGERS = [81, 82, 83, 84];
/** More than are compared whatever their registration says. */
const COPIES = 16;

describeOneSql("comparisons that promise nothing", (getSql) => {
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

  /** Another acquisition of the same exhibit with the same mark, as if the exhibit had been scanned again. */
  const copyAcquisition = async (id: string, record: "whole" | "cut short" | "none") => {
    const copy = { id: randomUUID(), sha256: randomUUID().replaceAll("-", "").repeat(2) };
    await getSql().query(
      "insert into acquisitions select (jsonb_populate_record(a, $2::jsonb)).* from acquisitions a where a.id = $1",
      [id, JSON.stringify(copy)],
    );
    await getSql().query(
      "insert into features select (jsonb_populate_record(f, $2::jsonb)).* from features f where f.acquisition_id = $1",
      [id, JSON.stringify({ acquisition_id: copy.id })],
    );
    if (record === "none") return;
    await getSql().query(
      `insert into sweep_records (acquisition_id, owner_state, region, method, method_version, prepared_sha256, prepared_key, outline_version,
         bytes, created_at)
       select $2, owner_state, region, method, method_version, prepared_sha256, prepared_key, outline_version,
         case when $3 then substring(bytes for 100) else bytes end, created_at
       from sweep_records where acquisition_id = $1`,
      [id, copy.id, record === "cut short"],
    );
  };

  test("are made after all others, and then none is left; the mate is among the first", async () => {
    const mate = await pipeline.receive(barbadian, await pipeline.enterExhibit(barbadian), makeGrainScan(80, 2));
    for (const firearm of STRANGERS) {
      await pipeline.receive(barbadian, await pipeline.enterExhibit(barbadian), makeGrainScan(firearm, 1));
    }
    await pipeline.runAll();
    const { rows } = await getSql().query("select id from acquisitions where id <> $1", [mate.acquisition.id]);
    // Of many copies there is no record to lay on the query, of some no sound one: neither stops the list.
    const records = ["whole", "none", "whole", "cut short"] as const;
    for (const { id } of rows) {
      for (let copy = 0; copy < COPIES; copy++) await copyAcquisition(String(id), records[copy % records.length]);
    }

    const own = await pipeline.receive(jamaican, await pipeline.enterExhibit(jamaican), makeGrainScan(80, 1));
    const acquisitionId = own.acquisition.id;
    await pipeline.runAll();
    const trail = await getSql().query(
      "select detail from audit_events where target_id = $1 and action = 'acquisition.verified' order by seq",
      [acquisitionId],
    );
    const [soon, later] = trail.rows.map(({ detail }) => detail as Record<string, number | string>);
    expect(soon?.postponed).toBeGreaterThan(0);
    expect(later).toMatchObject({ compared: soon?.postponed, cause: `rest/${soon?.jobId}` });
    expect(later).not.toHaveProperty("postponed");
    const jobs = await getSql().query("select priority from jobs where key = $1", [
      `verify-candidates/${acquisitionId}/rest/${soon?.jobId}`,
    ]);
    expect(jobs.rows).toEqual([{ priority: "low" }]);

    const { items } = await listCandidates(pipeline.deps, examiner, { acquisitionId, limit: 200 });
    expect(items).toHaveLength(1 + STRANGERS.length * (1 + COPIES));
    expect(items.filter(({ comparable }) => comparable === null)).toEqual([]);
    expect(items[0]).toMatchObject({ rank: 1, comparable: true });
    expect(items[0]?.linkageId).not.toBeNull();
    expect(items[0]?.otherAcquisitionId ?? mate.acquisition.id).toBe(mate.acquisition.id);
  });
});
