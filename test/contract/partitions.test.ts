/** The partitions of the table of vectors, one a model version and region: what lies in which, who may read one, and how it goes. */
import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { findMigrations, migrate } from "../../src/adapters/postgres/migrate.ts";
import { openPglite } from "../../src/adapters/postgres/open-pglite.ts";
import type { RequestContext } from "../../src/domain/context.ts";
import { PROGRAM } from "../../src/ports/asker.ts";
import { deleteFeaturesOf, upsertFeature } from "../../src/repositories/acquisitions/features.ts";
import { findNearest } from "../../src/repositories/search/nearest-features.ts";
import { createSpace, dropPartition, type ModelVersion } from "../../src/repositories/search/search-spaces.ts";
import { type Evidence, enterEvidence, openWorld, type World } from "../support/decision-world.ts";
import { describeEachSql } from "../support/test-sql.ts";
import { makeVector, workOnPartitions } from "../support/vector-partitions.ts";

const OLD: ModelVersion = { id: "areal", version: "1.2.0" };
const NEW: ModelVersion = { id: "areal", version: "2.0.0-rc.1" };
/** Of the same version as another model, in the same part. */
const NAMESAKE: ModelVersion = { id: "lined", version: NEW.version };

describeEachSql("the parts of the table of vectors", (getSql) => {
  let world: World;
  let jamaican: RequestContext;
  let barbadian: RequestContext;
  beforeAll(async () => {
    world = await openWorld(getSql());
    jamaican = await world.hire("JM", "lab_technician");
    barbadian = await world.hire("BB", "lab_technician");
  });
  afterAll(() => world.close());

  const { register, describe, query, listParts, findPart } = workOnPartitions(getSql);
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
    expect(await dropPartition(getSql(), "BreechFace", version)).toBe(true);
    expect(await findPart(marks[0], version)).toEqual([]);
    expect(await countHistory()).toBe(before);
    expect((await listParts()).filter((name) => String(name).startsWith("features_v3"))).toHaveLength(2);
    // A worker of before that describes by it still: nothing fails, and the part is not in the way of its own return.
    await describe(marks[0], version);
    expect(await findPart(marks[0], version)).toEqual([expect.stringMatching(/^features_v3_0_0_[0-9a-f]{8}_rest$/)]);
    await register("BreechFace", version);
    expect(await dropPartition(getSql(), "BreechFace", version)).toBe(false);
    expect(await deleteFeaturesOf(getSql(), "BreechFace", version, 10)).toBe(1);
    await register("BreechFace", version);
    expect(await dropPartition(getSql(), "BreechFace", version)).toBe(true);
    expect(await dropPartition(getSql(), "LEA", version)).toBe(true);
    expect((await listParts()).filter((name) => String(name).startsWith("features_v3"))).toEqual([]);
    expect(await dropPartition(getSql(), "LEA", version)).toBe(false);
  });

  test("another model's vectors of the same version stay: then they go row by row", async () => {
    const marks = [await enterEvidence(world.deps, jamaican), await enterEvidence(world.deps, jamaican)];
    await describe(marks[0], NEW);
    await describe(marks[1], NAMESAKE);
    for (const model of [NEW, NAMESAKE]) expect(await dropPartition(getSql(), "BreechFace", model)).toBe(false);
    const left = await query(
      "select count(*)::int as n from features where region = 'BreechFace' and model_id = $1 and model_version = $2",
      [NEW.id, NEW.version],
    );
    expect(await deleteFeaturesOf(getSql(), "BreechFace", NEW, 1)).toBe(1);
    expect(await deleteFeaturesOf(getSql(), "BreechFace", NEW, 100)).toBe(Number(left[0]?.n) - 1);
    expect((await findPart(marks[1], NAMESAKE)).length).toBe(1);
    expect(await dropPartition(getSql(), "BreechFace", NAMESAKE)).toBe(true);
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
    expect(await dropPartition(asProgram, "FiringPinImpression", NEW)).toBe(true);
    await expect(asProgram.query("select create_partition('9', 'LEA')", [])).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
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
