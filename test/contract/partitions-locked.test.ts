/** Partitions of vectors that are made and dropped while others read and write: nobody waits for long, and nothing is lost. On PostgreSQL alone: the embedded database has one connection. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { RequestContext } from "../../src/domain/context.ts";
import type { OwnerSql } from "../../src/ports/sql.ts";
import { createSpace, dropPartition, dropSpace, listViews } from "../../src/repositories/search/search-spaces.ts";
import { enterEvidence, openWorld, type World } from "../support/decision-world.ts";
import { openGate } from "../support/open-gate.ts";
import { openTestPostgres } from "../support/open-test-sql.ts";
import { workOnPartitions } from "../support/vector-partitions.ts";
import { waitUntil } from "../support/wait-until.ts";

/** What takes a lock on the table waits so long for it. */
const LOCK_WAIT_MS = 2_000;

const url = process.env.RIBIN_TEST_DATABASE_URL;
(url ? describe : describe.skip)("partitions of vectors under locks", () => {
  let sql: OwnerSql;
  const getSql = () => sql;
  let world: World;
  let jamaican: RequestContext;
  beforeAll(async () => {
    sql = await openTestPostgres(url ?? "");
    world = await openWorld(getSql());
    jamaican = await world.hire("JM", "lab_technician");
  });
  afterAll(async () => {
    await world?.close();
    await sql?.close();
  });
  const { register, describe: describeMark, query, listParts, findPart, findIndexed } = workOnPartitions(getSql);
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
  test("who reads the table for long holds up nobody for longer than a moment: then there is no part, and no harm", async () => {
    const [version, later] = ["4.0.0", "5.0.0"].map((number) => ({ id: "areal", version: number }));
    await register("BreechFace", version);
    const mark = await enterEvidence(world.deps, jamaican);
    await describeMark(mark, version);
    await whileRead(async () => {
      const started = performance.now();
      await getSql().transaction((tx) => register("BreechFace", later, tx));
      expect(await getSql().transaction((tx) => dropPartition(tx, "BreechFace", version))).toBe(false);
      // Two views are registered; each waits, and so does the drop.
      expect(performance.now() - started).toBeGreaterThan(3 * LOCK_WAIT_MS * 0.9);
      // Of its index it is told, after some tries, that it cannot be had now.
      await expect(
        getSql().transaction((tx) => dropSpace(tx, { region: "BreechFace", view: "surface", model: version })),
      ).rejects.toMatchObject({ code: "UNAVAILABLE" });
    });
    expect(await findIndexed("BreechFace", "surface", later)).toEqual(["features_rest"]);
    await describeMark(mark, later);
    expect(await findPart(mark, later)).toEqual(["features_rest"]);
    expect(await findPart(mark, version)).toHaveLength(1);
    expect(await dropPartition(getSql(), "BreechFace", version)).toBe(true);
  }, 60_000);

  test("an index that was made before there was a part goes to the part that the vectors go to", async () => {
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
        const [found] = await query("select find_partition($1, $2)::text as part", [version.version, region]);
        expect(found?.part).toContain(region.toLowerCase());
        expect(await findIndexed(region, view, version)).toEqual([found?.part]);
      }
    }
  }, 60_000);

  test("of two views of which one found the table read, both have their index where the vectors are", async () => {
    const space = { region: "BreechFace", model: { id: "areal", version: "8.0.0" } } as const;
    await whileRead(() => getSql().transaction((tx) => createSpace(tx, { ...space, view: "surface" })));
    for (const view of listViews("BreechFace")) await createSpace(getSql(), { ...space, view });
    const surface = await findIndexed("BreechFace", "surface", space.model);
    expect(surface).toEqual([expect.stringContaining("breechface")]);
    expect(await findIndexed("BreechFace", "ring-light", space.model)).toEqual(surface);
  }, 60_000);

  test("who wrote acquisitions before vectors goes on: the part gives way", async () => {
    const mark = await enterEvidence(world.deps, jamaican);
    await describeMark(mark, { id: "areal", version: "1.2.0" });
    const gate = openGate();
    const begun = openGate();
    const importing = getSql().transaction(async (tx) => {
      await tx.query("update acquisitions set progress = progress where id = $1", [mark.acquisitionId]);
      begun.open();
      await gate.passed;
      await tx.query("update features set removed = removed where acquisition_id = $1", [mark.acquisitionId]);
    });
    await begun.passed;
    const version = { id: "areal", version: "9.0.0" };
    const registering = getSql().transaction((tx) => register("LEA", version, tx));
    let hasEnded = false;
    const setEnded = () => {
      hasEnded = true;
    };
    registering.then(setEnded, setEnded);
    const isWaiting = async () =>
      (await query("select 1 from pg_locks where not granted and mode = 'ShareRowExclusiveLock'")).length > 0;
    // On a busy machine it may have given way before it is seen to wait.
    await waitUntil(async () => hasEnded || (await isWaiting()), 20_000, 10);
    gate.open();
    await importing;
    await registering;
    // Once more, as a model that is switched to does.
    await register("LEA", version);
    expect(await findIndexed("LEA", "surface", version)).toEqual([expect.stringContaining("_lea_")]);
  }, 60_000);

  test("several processes that register at once make one part", async () => {
    for (let round = 0; round < 8; round++) {
      const version = { id: "areal", version: `6.${round}.0` };
      await Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          getSql().transaction((tx) => register(i % 2 === 0 ? "BreechFace" : "LEA", version, tx)),
        ),
      );
      // On a busy machine all of a region may have waited longer than a moment, and went on without: the next that starts makes its part.
      for (const region of ["BreechFace", "LEA"] as const) await register(region, version);
      expect((await listParts()).filter((name) => String(name).startsWith(`features_v6_${round}_`))).toHaveLength(3);
    }
  }, 120_000);
});
