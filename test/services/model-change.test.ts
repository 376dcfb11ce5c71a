/** A model takes the place of another in a running region; a model that is at fault or missing costs no acquisition. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openOnnxEmbedder } from "../../src/adapters/onnx/onnx-embedder.ts";
import type { RequestContext } from "../../src/domain/context.ts";
import { listRequests } from "../../src/repositories/correlation/correlation-requests.ts";
import { countProgressOf } from "../../src/repositories/correlation/correlation-runs.ts";
import { redoOutdated } from "../../src/usecases/acquisitions/redo-outdated.ts";
import type { Deps } from "../../src/usecases/deps.ts";
import { dropModel } from "../../src/usecases/models/drop-model.ts";
import { fillModels } from "../../src/usecases/models/fill-models.ts";
import { listModels } from "../../src/usecases/models/list-models.ts";
import { registerModels } from "../../src/usecases/models/register-models.ts";
import { switchModel } from "../../src/usecases/models/switch-model.ts";
import { SYSTEM } from "../support/decision-world.ts";
import { makeScan, openPipeline, type Pipeline } from "../support/pipeline-world.ts";
import { type SmallModel, writeModels } from "../support/small-model.ts";
import { describeOneSql } from "../support/test-sql.ts";

const NEW: SmallModel = { id: "small", version: "1.0.0" };

describeOneSql("a region's model", (getSql) => {
  let world: Pipeline;
  let jamaican: RequestContext;
  let barbadian: RequestContext;
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    world = await openPipeline(getSql());
    jamaican = await world.hire("JM", "lab_technician");
    barbadian = await world.hire("BB", "lab_technician");
  });
  afterAll(async () => {
    for (const close of closers) await close();
    await world.close();
  });

  /** A worker of another version of the program, with these models before its own. */
  async function openWorker(small: readonly SmallModel[], options: { only?: boolean } = {}): Promise<Deps> {
    const folder = await mkdtemp(join(tmpdir(), "ribin-models-"));
    await writeModels(folder, small, options);
    const embedder = await openOnnxEmbedder({ folder });
    closers.push(async () => {
      await embedder.close();
      await rm(folder, { recursive: true, force: true });
    });
    return { ...world.deps, embedder };
  }

  async function send(firearm: number, firing: number, by: RequestContext): Promise<string> {
    return (await world.receive(by, await world.enterExhibit(by), makeScan(firearm, firing))).acquisition.id;
  }
  const query = async (text: string, values: unknown[] = []) => (await getSql().query(text, values)).rows;
  const modelsOf = async (id: string) =>
    (await query("select model_id from features where acquisition_id = $1 order by 1", [id])).map(
      (row) => row.model_id,
    );
  const breechFaces = async () =>
    (await listModels(world.deps, SYSTEM)).filter(({ region }) => region === "BreechFace");
  const stateOf = async ({ id }: { id: string }) => (await breechFaces()).find((model) => model.id === id);

  test("is filled behind the one that is searched, takes its place at once and whole, and what is open is searched anew", async () => {
    const [old] = world.deps.embedder.models;
    if (old === undefined) throw new Error("There is a model.");
    const [left, right] = [await send(1, 1, jamaican), await send(1, 2, barbadian)];
    await world.runAll();
    expect(await stateOf(old)).toMatchObject({ state: "active", described: 2, missing: 0, shareDone: 1 });

    const worker = await openWorker([NEW]);
    await registerModels(worker);
    await registerModels(worker);
    expect(await stateOf(NEW)).toMatchObject({ state: "filling", described: 0, missing: 2, shareDone: 0 });
    await expect(switchModel(world.deps, jamaican, { region: "BreechFace", ...NEW })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });

    // Beside each other: a worker that has both describes by both, one of the older version by what it has; the old one is searched.
    const both = await send(2, 1, jamaican);
    await world.runAll(worker);
    expect(await modelsOf(both)).toEqual([old.id, NEW.id].sort());
    const byOlder = await send(2, 2, barbadian);
    await world.runAll();
    expect(await modelsOf(byOlder)).toEqual([old.id]);
    expect(await query("select distinct model_id from candidates")).toEqual([{ model_id: old.id }]);
    expect(await stateOf(NEW)).toMatchObject({ described: 1, missing: 3, shareDone: 0.25 });

    // Of two processes that look at once, one asks.
    const [one, other] = [await fillModels(worker), await fillModels(worker)];
    expect([one.asked, other.asked]).toEqual([2, 0]);
    expect(await query("select distinct priority from jobs where name = 'fill-vectors'")).toEqual([
      { priority: "low" },
    ]);
    await world.runAll(worker);
    expect(await stateOf(NEW)).toMatchObject({ state: "filling", described: 4, missing: 0 });
    expect(await query("select 1 from candidates where model_id = $1", [NEW.id])).toEqual([]);

    const { switched } = await fillModels(worker);
    expect(switched).toMatchObject([{ region: "BreechFace", id: NEW.id }]);
    expect((await breechFaces()).map(({ id, state }) => [id, state]).sort()).toEqual(
      [
        [old.id, "retired"],
        [NEW.id, "active"],
      ].sort(),
    );
    await world.runAll(worker);
    const { items } = await listRequests(
      getSql(),
      { ownerState: null, acquisitionId: null, kind: "all" },
      { limit: 9, after: null },
    );
    expect(items).toMatchObject([{ region: "BreechFace", askedByKind: "system", ownerState: null }]);
    const request = String(items[0]?.id);
    const progress = await countProgressOf(getSql(), [request], null);
    expect(progress.get(request)).toMatchObject({ searches: 4, searched: 4, verified: 4, failed: 0 });
    expect((await countProgressOf(getSql(), [request], "BB")).get(request)).toMatchObject({ searches: 2 });
    // Each pair's similarity is of two vectors of the model that found it.
    const mixed = await query(
      `select c.id from candidates c
         join features a on a.acquisition_id = c.acquisition_a and a.model_id = c.model_id and a.own
         join features b on b.acquisition_id = c.acquisition_b and b.model_id = c.model_id and b.own
       where c.model_id = $1 and abs(c.similarity - (1 - (a.vector <=> b.vector))) > 0.001`,
      [NEW.id],
    );
    expect(mixed).toEqual([]);
    const mates = [left, right].sort();
    expect(
      await query("select 1 from candidates where acquisition_a = $1 and acquisition_b = $2 and model_id = $3", [
        ...mates,
        NEW.id,
      ]),
    ).toHaveLength(1);

    // A worker of the older version is still about: what it receives is caught up with, and searched.
    const late = await send(1, 3, jamaican);
    await world.runAll();
    expect(await modelsOf(late)).toEqual([old.id]);
    expect((await world.read(late)).stageNote).toMatch(/^Not searchable yet/);
    expect((await fillModels(worker)).asked).toBe(1);
    await world.runAll(worker);
    expect(await modelsOf(late)).toEqual([old.id, NEW.id].sort());
    expect(await world.read(late)).toMatchObject({ stage: "verified", stageNote: null });
    expect(
      await query("select 1 from candidates where (acquisition_a = $1 or acquisition_b = $1) and model_id = $2", [
        late,
        NEW.id,
      ]),
    ).not.toEqual([]);

    // The old one's vectors go when they are asked to; no index of theirs is left, and no history.
    const history = await query("select count(*)::int as n from feature_history");
    const findPart = async ({ version }: { version: string }) =>
      (await query("select find_partition($1, 'BreechFace')::text as part", [version]))[0]?.part;
    expect(await findPart(old)).toMatch(/_breechface_/);
    expect(await findPart(NEW)).toMatch(/_breechface_/);
    await expect(dropModel(world.deps, SYSTEM, { region: "BreechFace", ...NEW })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    // First row by row, for another model's vectors of the same version lie beside them.
    await query(
      'insert into features select (jsonb_populate_record(f, \'{"model_id": "beside"}\')).* from features f where model_id = $1',
      [old.id],
    );
    const gone = { region: "BreechFace", id: old.id, version: old.version } as const;
    await dropModel(world.deps, SYSTEM, gone);
    await world.runAll(worker);
    expect(await stateOf(old)).toBeUndefined();
    expect(await query("select 1 from features where model_id = $1", [old.id])).toEqual([]);
    expect(await query("select 1 from features where model_id = 'beside'")).toHaveLength(5);
    expect(await query("select count(*)::int as n from feature_history")).toEqual(history);
    expect(
      await query("select to_regclass(name_space('BreechFace', 'surface', $1, $2)) as name", [old.id, old.version]),
    ).toEqual([{ name: null }]);
    expect(await findPart(old)).toMatch(/_breechface_/);
    // Then with its part, at once.
    await query(
      "insert into search_models (region, model_id, model_version, state, registered_at, retired_at) values ($1, $2, $3, 'retired', now(), now())",
      [gone.region, gone.id, gone.version],
    );
    await query("update features set model_id = $1 where model_id = 'beside'", [old.id]);
    await dropModel(world.deps, SYSTEM, gone);
    await world.runAll(worker);
    expect(await stateOf(old)).toBeUndefined();
    expect(await query("select 1 from features where region = 'BreechFace' and model_id = $1", [old.id])).toEqual([]);
    expect(await query("select count(*)::int as n from feature_history")).toEqual(history);
    expect([await findPart(old), await findPart(NEW)]).toEqual([
      expect.not.stringContaining("breechface"),
      expect.stringMatching(/_breechface_/),
    ]);
    expect(
      await query("select to_regclass(name_space('BreechFace', 'surface', $1, $2)) as name", [old.id, old.version]),
    ).toEqual([{ name: null }]);
    expect(await query("select name, reason from jobs where state = 'failed'")).toEqual([]);
  });

  test("that gives no vector costs no acquisition: it says why, and is tried again when another model comes", async () => {
    await query("delete from search_models where region = 'BreechFace'");
    await query("delete from features where region = 'BreechFace'");
    const sent: string[] = [];
    const faults = [
      ["nan", /^Not searchable: MODEL_INVALID: .*unit length/],
      ["short", /^Not searchable: MODEL_INVALID: .*unit length/],
    ] as const;
    for (const [fault, words] of faults) {
      const worker = await openWorker([{ id: "small", version: "2.0.0", fault }], { only: true });
      await registerModels(worker);
      const id = await send(5, sent.push("") + 1, jamaican);
      sent[sent.length - 1] = id;
      await world.runAll(worker);
      const { stage, stageNote } = await world.read(id);
      expect(stage).toBe("verified");
      expect(stageNote).toMatch(words);
    }
    const without = await openWorker([], { only: true });
    sent.push(await send(5, 9, jamaican));
    await query("delete from search_models where region = 'BreechFace'");
    await world.runAll(without);
    expect((await world.read(String(sent[2]))).stageNote).toMatch(/^Not searchable: REGION_UNSUPPORTED: No model/);
    expect(await query("select name, reason from jobs where state = 'failed'")).toEqual([]);

    await registerModels(world.deps);
    for (let look = 0; look < 5; look++) {
      await redoOutdated(world.deps);
      await world.runAll();
    }
    for (const id of sent) {
      expect(await world.read(id)).toMatchObject({ stage: "verified", stageNote: null });
      expect(await modelsOf(id)).toHaveLength(1);
    }
  });
});
