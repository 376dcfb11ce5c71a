/** The parts of the table of vectors: one a model version and region; what is in which, who may read one, and how it goes. */
import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { findMigrations, migrate } from "../../src/adapters/postgres/migrate.ts";
import { openPglite } from "../../src/adapters/postgres/open-pglite.ts";
import type { RequestContext } from "../../src/domain/context.ts";
import type { Region } from "../../src/domain/vocabulary.ts";
import { PROGRAM } from "../../src/ports/asker.ts";
import type { SqlExecutor } from "../../src/ports/sql.ts";
import { deleteFeaturesOf, upsertFeature } from "../../src/repositories/acquisitions/features.ts";
import { findNearest } from "../../src/repositories/search/nearest-features.ts";
import {
  createSpace,
  dropPart,
  dropSpace,
  listViews,
  type ModelVersion,
  type SearchView,
} from "../../src/repositories/search/search-spaces.ts";
import { type Evidence, enterEvidence, openWorld, type World } from "../support/decision-world.ts";
import { describeEachSql } from "../support/test-sql.ts";
import { waitUntil } from "../support/wait-until.ts";

const OLD: ModelVersion = { id: "areal", version: "1.2.0" };
const NEW: ModelVersion = { id: "areal", version: "2.0.0-rc.1" };
/** Of the same version as another model, in the same part. */
const NAMESAKE: ModelVersion = { id: "lined", version: NEW.version };
/** What takes a lock on the table waits so long for it. */
const LOCK_WAIT_MS = 2_000;

function openGate() {
  let open = () => {};
  const passed = new Promise<void>((pass) => {
    open = pass;
  });
  return { open: () => open(), passed };
}

function makeVector(cosine: number): Float32Array {
  const vector = new Float32Array(256);
  vector[0] = cosine;
  vector[1] = Math.sqrt(1 - cosine * cosine);
  return vector;
}

describeEachSql("the parts of the table of vectors", (getSql, dialect) => {
  let world: World;
  let jamaican: RequestContext;
  let barbadian: RequestContext;
  beforeAll(async () => {
    world = await openWorld(getSql());
    jamaican = await world.hire("JM", "lab_technician");
    barbadian = await world.hire("BB", "lab_technician");
  });
  afterAll(() => world.close());

  const register = async (region: Region, model: ModelVersion, tx: SqlExecutor = getSql()) => {
    for (const view of listViews(region)) await createSpace(tx, { region, view, model });
  };
  const describe = (evidence: Evidence, model: ModelVersion, cosine = 1, tx: SqlExecutor = getSql()) =>
    upsertFeature(tx, {
      acquisitionId: evidence.acquisitionId,
      ownerState: evidence.case.ownerState,
      region: "BreechFace",
      modelId: model.id,
      modelVersion: model.version,
      ...{ view: "surface", own: true, vector: makeVector(cosine), preparation: "test", preparationVersion: "1" },
      ...{ preparedKey: `prepared/${evidence.acquisitionId}`, preparedSha256: null, outlineVersion: 0 },
      createdAt: world.clock.now(),
    });
  const query = async (text: string, values: readonly unknown[] = [], tx: SqlExecutor = getSql()) =>
    (await tx.query(text, [...values])).rows;
  const listParts = async () =>
    (
      await query(
        "select relid::regclass::text as name from pg_partition_tree('features') where isleaf order by relid::regclass::text",
      )
    ).map(({ name }) => name);
  const findPart = async (evidence: Evidence, model: ModelVersion) =>
    (
      await query(
        "select tableoid::regclass::text as part from features where acquisition_id = $1 and model_id = $2 and model_version = $3",
        [evidence.acquisitionId, model.id, model.version],
      )
    ).map(({ part }) => part);
  const countHistory = async () => (await query("select count(*)::int as n from feature_history"))[0]?.n;
  const search = (evidence: Evidence, model: ModelVersion, exactBelow?: number) =>
    getSql()
      .transaction((tx) =>
        findNearest(tx, {
          ...{ acquisitionId: evidence.acquisitionId, model, limit: 9, now: world.clock.now() },
          ...(exactBelow === undefined ? {} : { exactBelow }),
        }),
      )
      .then((found) => found.map(({ acquisitionId }) => acquisitionId));

  test("a model's vectors of a region lie in a part of their own; of what has none, in the rest, and are found there", async () => {
    const [mark, mate] = [await enterEvidence(world.deps, jamaican), await enterEvidence(world.deps, barbadian)];
    for (const evidence of [mark, mate]) await describe(evidence, OLD, 0.9);
    expect(await listParts()).toEqual(["features_rest"]);
    expect(await findPart(mark, OLD)).toEqual(["features_rest"]);

    await register("BreechFace", NEW);
    await register("LEA", NEW);
    const parts = await listParts();
    const [ofRest, ofFaces] = [
      /^features_v2_0_0_rc_1_[0-9a-f]{8}_rest$/,
      /^features_v2_0_0_rc_1_breechface_[0-9a-f]{8}$/,
    ].map((name) => parts.find((part) => name.test(String(part))));
    expect(new Set(parts)).toEqual(
      new Set(["features_rest", ofRest, ofFaces, expect.stringMatching(/^features_v2_0_0_rc_1_lea_[0-9a-f]{8}$/)]),
    );
    for (const evidence of [mark, mate]) await describe(evidence, NEW);
    expect(await findPart(mark, NEW)).toEqual([ofFaces]);
    // Registered again, as by each process that starts: nothing is made twice.
    await register("BreechFace", NEW);
    expect(await listParts()).toEqual(parts);

    // What lies in the rest stays there, with an index of its own, and is found.
    await register("BreechFace", OLD);
    expect(await listParts()).toEqual(parts);
    expect(await findPart(mate, OLD)).toEqual(["features_rest"]);
    const [name] = await query("select name_space('BreechFace', 'surface', $1, $2) as name", [OLD.id, OLD.version]);
    expect(await query("select tablename from pg_indexes where indexname = $1", [name?.name])).toEqual([
      { tablename: "features_rest" },
    ]);
    for (const model of [OLD, NEW]) {
      for (const exactBelow of [undefined, 0])
        expect(await search(mark, model, exactBelow)).toEqual([mate.acquisitionId]);
    }

    // Of a region that has no part of the version yet.
    await getSql().query("update acquisitions set region = 'EjectorMark' where id = $1", [mate.acquisitionId]);
    expect(await findPart(mate, NEW)).toEqual([ofRest]);
    expect(await search(mark, NEW)).toEqual([]);
  });

  test("a newer mark takes the older one's place in every part, and the older one is kept in the history", async () => {
    const mark = await enterEvidence(world.deps, jamaican);
    for (const model of [OLD, NEW]) await describe(mark, model);
    const before = Number(await countHistory());
    await getSql().query(
      "update features set prepared_key = 'prepared/other' where acquisition_id = $1 and model_id = $2 and model_version = $3",
      [mark.acquisitionId, NEW.id, NEW.version],
    );
    expect([await findPart(mark, OLD), (await findPart(mark, NEW)).length]).toEqual([[], 1]);
    expect(await countHistory()).toBe(before + 2);
  });

  test("a model that is given up goes with its part, whole and without history; a version goes with its last part", async () => {
    const version = { id: "areal", version: "3.0.0" };
    for (const region of ["BreechFace", "LEA"] as const) await register(region, version);
    const marks = [await enterEvidence(world.deps, jamaican), await enterEvidence(world.deps, jamaican)];
    for (const evidence of marks) await describe(evidence, version);
    const before = await countHistory();
    expect(await dropPart(getSql(), "BreechFace", version)).toBe(true);
    expect(await findPart(marks[0], version)).toEqual([]);
    expect(await countHistory()).toBe(before);
    expect((await listParts()).filter((name) => String(name).startsWith("features_v3"))).toHaveLength(2);
    // A worker of before that describes by it still: nothing fails, and the part is not in the way of its own return.
    await describe(marks[0], version);
    expect(await findPart(marks[0], version)).toEqual([expect.stringMatching(/^features_v3_0_0_[0-9a-f]{8}_rest$/)]);
    await register("BreechFace", version);
    expect(await dropPart(getSql(), "BreechFace", version)).toBe(false);
    expect(await deleteFeaturesOf(getSql(), "BreechFace", version, 10)).toBe(1);
    await register("BreechFace", version);
    expect(await dropPart(getSql(), "BreechFace", version)).toBe(true);
    expect(await dropPart(getSql(), "LEA", version)).toBe(true);
    expect((await listParts()).filter((name) => String(name).startsWith("features_v3"))).toEqual([]);
    expect(await dropPart(getSql(), "LEA", version)).toBe(false);
  });

  test("another model's vectors of the same version stay: then they go row by row", async () => {
    const marks = [await enterEvidence(world.deps, jamaican), await enterEvidence(world.deps, jamaican)];
    await describe(marks[0], NEW);
    await describe(marks[1], NAMESAKE);
    for (const model of [NEW, NAMESAKE]) expect(await dropPart(getSql(), "BreechFace", model)).toBe(false);
    const left = await query(
      "select count(*)::int as n from features where region = 'BreechFace' and model_id = $1 and model_version = $2",
      [NEW.id, NEW.version],
    );
    expect(await deleteFeaturesOf(getSql(), "BreechFace", NEW, 1)).toBe(1);
    expect(await deleteFeaturesOf(getSql(), "BreechFace", NEW, 100)).toBe(Number(left[0]?.n) - 1);
    expect((await findPart(marks[1], NAMESAKE)).length).toBe(1);
    expect(await dropPart(getSql(), "BreechFace", NAMESAKE)).toBe(true);
  });

  test("a part is behind row-level security, and no role of the program reads one by itself", async () => {
    await register("BreechFace", NEW);
    const parts = await query(
      `select c.relname as name, c.relrowsecurity as secured,
         array(select r.rolname || ' ' || p.privilege from pg_roles r, unnest(array['select', 'insert', 'update', 'delete', 'truncate']) as p (privilege)
           where r.rolname like 'ribin\\_%' and has_table_privilege(r.oid, c.oid, p.privilege)) as privileges
       from pg_partition_tree('features') t join pg_class c on c.oid = t.relid where t.parentrelid is not null`,
    );
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) expect(part).toMatchObject({ secured: true, privileges: [] });
    const asProgram = getSql().under(() => PROGRAM);
    await expect(asProgram.query(`select 1 from ${String(parts.at(-1)?.name)}`, [])).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect(Number((await query("select count(*) as n from features", [], asProgram))[0]?.n)).toBeGreaterThan(0);
    // The program makes and drops them through functions alone.
    await register("FiringPinImpression", NEW, asProgram);
    expect(await dropPart(asProgram, "FiringPinImpression", NEW)).toBe(true);
    await expect(asProgram.query("select create_part('9', 'LEA')", [])).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  const onServer = dialect === "postgres" ? test : test.skip;

  /** Does `work` while another transaction has read the table and is not at its end. */
  async function whileRead<T>(work: () => Promise<T>): Promise<T> {
    const gate = openGate();
    const opened = openGate();
    const reading = getSql().transaction(async (tx) => {
      await tx.query("select 1 from features limit 1", []);
      opened.open();
      await gate.passed;
    });
    await opened.passed;
    try {
      return await work();
    } finally {
      gate.open();
      await reading;
    }
  }
  const findIndexed = async (region: Region, view: SearchView, model: ModelVersion) =>
    (
      await query(
        "select indrelid::regclass::text as of from pg_index where indexrelid = to_regclass(name_space($1, $2, $3, $4))",
        [region, view, model.id, model.version],
      )
    ).map((row) => row.of);

  onServer(
    "who reads the table for long holds up nobody for longer than a moment: then there is no part, and no harm",
    async () => {
      const [version, later] = ["4.0.0", "5.0.0"].map((number) => ({ id: "areal", version: number }));
      await register("BreechFace", version);
      const mark = await enterEvidence(world.deps, jamaican);
      await describe(mark, version);
      await whileRead(async () => {
        const started = performance.now();
        await getSql().transaction((tx) => register("BreechFace", later, tx));
        expect(await getSql().transaction((tx) => dropPart(tx, "BreechFace", version))).toBe(false);
        // Two views are registered; each waits, and so does the drop.
        expect(performance.now() - started).toBeGreaterThan(3 * LOCK_WAIT_MS * 0.9);
        // Of its index it is told, after some tries, that it cannot be had now.
        await expect(
          getSql().transaction((tx) => dropSpace(tx, { region: "BreechFace", view: "surface", model: version })),
        ).rejects.toMatchObject({ code: "UNAVAILABLE" });
      });
      expect(await findIndexed("BreechFace", "surface", later)).toEqual(["features_rest"]);
      await describe(mark, later);
      expect(await findPart(mark, later)).toEqual(["features_rest"]);
      expect(await findPart(mark, version)).toHaveLength(1);
      expect(await dropPart(getSql(), "BreechFace", version)).toBe(true);
    },
    60_000,
  );

  onServer(
    "an index that was made before there was a part goes to the part that the vectors go to",
    async () => {
      const version = { id: "areal", version: "7.0.0" };
      const regions = ["BreechFace", "FiringPinImpression"] as const;
      await whileRead(async () => {
        for (const region of regions) await getSql().transaction((tx) => register(region, version, tx));
      });
      for (const region of regions)
        await getSql().query(
          "insert into search_models (region, model_id, model_version, state, registered_at) values ($1, $2, $3, 'filling', now())",
          [region, version.id, version.version],
        );
      expect(await findIndexed("BreechFace", "surface", version)).toEqual(["features_rest"]);
      // Another region's part makes the version's table, where the vectors of these would have no index.
      await register("LEA", version);
      for (const region of regions) {
        for (const view of listViews(region)) {
          const [found] = await query("select find_part($1, $2)::text as part", [version.version, region]);
          expect(found?.part).toContain(region.toLowerCase());
          expect(await findIndexed(region, view, version)).toEqual([found?.part]);
        }
      }
    },
    60_000,
  );

  onServer(
    "of two views of which one found the table read, both have their index where the vectors are",
    async () => {
      const space = { region: "BreechFace", model: { id: "areal", version: "8.0.0" } } as const;
      await whileRead(() => getSql().transaction((tx) => createSpace(tx, { ...space, view: "surface" })));
      for (const view of listViews("BreechFace")) await createSpace(getSql(), { ...space, view });
      const surface = await findIndexed("BreechFace", "surface", space.model);
      expect(surface).toEqual([expect.stringContaining("breechface")]);
      expect(await findIndexed("BreechFace", "ring-light", space.model)).toEqual(surface);
    },
    60_000,
  );

  onServer("who wrote acquisitions before vectors goes on: the part gives way", async () => {
    const mark = await enterEvidence(world.deps, jamaican);
    await describe(mark, OLD);
    const gate = openGate();
    const importing = getSql().transaction(async (tx) => {
      await tx.query("update acquisitions set progress = progress where id = $1", [mark.acquisitionId]);
      await gate.passed;
      await tx.query("update features set removed = removed where acquisition_id = $1", [mark.acquisitionId]);
    });
    const version = { id: "areal", version: "9.0.0" };
    const registering = getSql().transaction((tx) => register("LEA", version, tx));
    await waitUntil(
      async () =>
        (await query("select 1 from pg_locks where not granted and mode = 'ShareRowExclusiveLock'")).length > 0,
      5_000,
      10,
    );
    gate.open();
    await importing;
    await registering;
    // Once more, as a model that is switched to does.
    await register("LEA", version);
    expect(await findIndexed("LEA", "surface", version)).toEqual([expect.stringContaining("_lea_")]);
  });

  onServer("several processes that register at once make one part", async () => {
    for (let round = 0; round < 8; round++) {
      const version = { id: "areal", version: `6.${round}.0` };
      await Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          getSql().transaction((tx) => register(i % 2 === 0 ? "BreechFace" : "LEA", version, tx)),
        ),
      );
      expect((await listParts()).filter((name) => String(name).startsWith(`features_v6_${round}_`))).toHaveLength(3);
    }
  });
});

test("a table of before lies in the rest, row for row, with its indexes of vectors", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ribin-migrations-"));
  const names = (await readdir(findMigrations())).filter((name) => name.endsWith(".sql"));
  const isBefore = (name: string) => Number.parseInt(name, 10) < 82;
  for (const name of names.filter(isBefore)) await copyFile(join(findMigrations(), name), join(folder, name));
  const sql = await openPglite(null);
  try {
    await migrate(sql, folder);
    const world = await openWorld(sql);
    const technician = await world.hire("JM", "lab_technician");
    const evidence = await enterEvidence(world.deps, technician);
    await createSpace(sql, { region: "BreechFace", view: "surface", model: OLD });
    await upsertFeature(sql, {
      ...{ acquisitionId: evidence.acquisitionId, ownerState: "JM", region: "BreechFace", view: "surface", own: true },
      ...{ modelId: OLD.id, modelVersion: OLD.version, vector: makeVector(1), preparation: "test" },
      ...{ preparationVersion: "1", preparedKey: "prepared/1", preparedSha256: null, outlineVersion: 0 },
      createdAt: world.clock.now(),
    });
    const read = async (text: string) => (await sql.query(text)).rows;
    const before = await read("select * from features");
    const [index] = await read(
      `select name_space('BreechFace', 'surface', '${OLD.id}', '${OLD.version}')::regclass::oid as oid`,
    );
    await migrate(sql);
    expect(await read("select * from features")).toEqual(before);
    expect(before).toHaveLength(1);
    expect(await read("select distinct tableoid::regclass::text as part from features")).toEqual([
      { part: "features_rest" },
    ]);
    expect(await read("select count(*)::int as n from feature_history")).toEqual([{ n: 0 }]);
    expect(
      await read(
        `select indrelid::regclass::text as of, indisvalid as valid from pg_index where indexrelid = ${Number(index?.oid)}`,
      ),
    ).toEqual([{ of: "features_rest", valid: true }]);
    await world.close();
  } finally {
    await sql.close();
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
