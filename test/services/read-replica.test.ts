/** Searches over a real streaming standby: one that lags, is away, was promoted, or is no standby at all. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { migrate } from "../../src/adapters/postgres/migrate.ts";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import { openReplica, type Replica } from "../../src/adapters/postgres/open-replica.ts";
import { PROGRAM } from "../../src/ports/asker.ts";
import type { OwnerSql, Sql, SqlExecutor } from "../../src/ports/sql.ts";
import { upsertFeature } from "../../src/repositories/acquisitions/features.ts";
import { upsertSweepRecord } from "../../src/repositories/correlation/sweep-records.ts";
import { createVectorSource, readNewVectors } from "../../src/repositories/search/memory-vectors.ts";
import type { SearchSpace } from "../../src/repositories/search/search-spaces.ts";
import { readSweptRecords } from "../../src/usecases/correlation/read-swept-records.ts";
import { collectLog } from "../support/collect-log.ts";
import { enterEvidence, openWorld, type World } from "../support/decision-world.ts";
import { ACCEPT_ALL, openTestMemory } from "../support/open-test-memory.ts";
import { findOwnServers, makeOwnPostgres, makeOwnReplica, type OwnServer } from "../support/own-servers.ts";
import { waitUntil } from "../support/wait-until.ts";

const SPACE: SearchSpace = { region: "BreechFace", view: "surface", model: { id: "replica-test", version: "1" } };
const METHOD = { method: "replica-test", methodVersion: "1" };

if (findOwnServers() === null) test.skip("a read replica: PostgreSQL is not installed", () => {});
else {
  let server: OwnServer & { url: string };
  let standby: OwnServer & { url: string };
  let owner: OwnerSql;
  let sql: Sql;
  let onStandby: OwnerSql;
  let replica: Replica;
  let world: World;
  const { log, lines } = collectLog();

  beforeAll(async () => {
    server = await makeOwnPostgres();
    await server.start();
    owner = openPostgres(server.url, { poolSize: 3 });
    await migrate(owner);
    sql = owner.under(() => PROGRAM);
    world = await openWorld(owner);
    standby = await makeOwnReplica(server.url);
    await standby.start();
    onStandby = openPostgres(standby.url, { poolSize: 1 });
    replica = await openReplica(standby.url, { primary: sql, log, restMs: 200 });
  }, 60_000);
  afterAll(async () => {
    await replica?.close();
    await onStandby?.close();
    await owner?.close();
    await standby?.remove();
    await server?.remove();
  });

  /** An acquisition with a vector along one axis, and a record of the second net. */
  async function store(axis: number): Promise<number> {
    const jamaican = await world.hire("JM", "lab_technician");
    const evidence = await enterEvidence(world.deps, jamaican);
    const vector = new Float32Array(256);
    vector[axis] = 1;
    await upsertFeature(owner, {
      ...{ acquisitionId: evidence.acquisitionId, ownerState: "JM", region: SPACE.region, view: SPACE.view, own: true },
      ...{ preparation: "test", preparationVersion: "1" },
      ...{ modelId: SPACE.model.id, modelVersion: SPACE.model.version, vector, preparedKey: `prepared/${axis}` },
      ...{ preparedSha256: null, outlineVersion: 0, createdAt: world.clock.now() },
    });
    await upsertSweepRecord(owner, {
      ...{ acquisitionId: evidence.acquisitionId, ownerState: "JM", region: "BreechFace", ...METHOD },
      ...{ preparedKey: `prepared/${axis}`, preparedSha256: null, outlineVersion: 0, reason: null },
      ...{ bytes: Uint8Array.of(axis), createdAt: world.clock.now() },
    });
    const { rows } = await owner.query("select number from features where acquisition_id = $1", [
      evidence.acquisitionId,
    ]);
    return Number(rows[0]?.number);
  }
  const listRecords = async () =>
    (await owner.query("select content_number from sweep_records order by seq", [])).rows.map((row) =>
      Number(row.content_number),
    );
  const countAt = async (executor: SqlExecutor) =>
    Number((await executor.query("select count(*) from features", [])).rows[0]?.count);
  const stopReplay = () => onStandby.query("select pg_wal_replay_pause()", []);
  const goOn = () => onStandby.query("select pg_wal_replay_resume()", []);
  const catchUp = () => waitUntil(async () => (await countAt(onStandby)) === (await countAt(owner)));

  const searchWith = (memory: ReturnType<typeof openTestMemory>, axis: number, over: SqlExecutor = replica) => {
    const query = new Float32Array(256);
    query[axis] = 1;
    return memory.search({
      ...{ space: "replica", turning: null, source: createVectorSource(sql, SPACE, over), query, most: 1 },
      ...{ accepts: ACCEPT_ALL, readNew: (horizon: string) => readNewVectors(sql, SPACE, horizon) },
    });
  };
  const searchWhenHeld = async (memory: ReturnType<typeof openTestMemory>, axis: number, over?: SqlExecutor) => {
    await waitUntil(async () => (await searchWith(memory, axis, over)) !== null);
    return (await searchWith(memory, axis, over))?.numbers;
  };

  test("the standby answers, and a mate that it has not received is found all the same, and is not forgotten", async () => {
    const early = await store(1);
    await catchUp();
    await stopReplay();
    const late = await store(2);
    expect([await countAt(replica), await countAt(sql)]).toEqual([1, 2]);
    const memory = openTestMemory(2 ** 28);
    expect([await searchWhenHeld(memory, 1), await searchWhenHeld(memory, 2)]).toEqual([[early], [late]]);
    // What the standby lacks is not gone.
    expect(await memory.forgetGone()).toBe(0);
    expect((await searchWith(memory, 2))?.numbers).toEqual([late]);
    await memory.close();
    await goOn();
    await catchUp();
  });

  test("what is written while the standby is read, and committed when it was read, is found", async () => {
    const memory = openTestMemory(2 ** 28);
    let late = 0;
    const slow: SqlExecutor = {
      // Between the horizon and the pages: of the standby, both.
      query: async (text, values) => {
        const answer = await replica.query(text, values);
        if (late === 0) {
          await stopReplay();
          late = await store(3);
        }
        return answer;
      },
    };
    expect(await searchWhenHeld(memory, 3, slow)).toEqual([late]);
    await memory.close();
    await goOn();
    await catchUp();
  });

  test("of several standbys one that is further behind than the horizon hides nothing", async () => {
    await stopReplay();
    const late = await store(4);
    await owner.query("select pg_current_xact_id()", []);
    const memory = openTestMemory(2 ** 28);
    let asked = 0;
    // The horizon comes from one that has all, the pages from one that lags.
    const either: SqlExecutor = { query: (...given) => (asked++ === 0 ? sql : replica).query(...given) };
    expect(await searchWhenHeld(memory, 4, either)).toEqual([late]);
    expect(asked).toBeGreaterThan(1);
    await memory.close();
    await goOn();
    await catchUp();
  });

  test("records of the second net that it has not received come from the database", async () => {
    await stopReplay();
    await store(5);
    const numbers = await listRecords();
    const [{ rows: there }] = [await replica.query("select count(*) from sweep_records", [])];
    expect(Number(there[0]?.count)).toBe(numbers.length - 1);
    const records = await readSweptRecords({ sql, replica }, "BreechFace", 0, numbers);
    expect(records.map(({ number }) => number).sort((a, b) => a - b)).toEqual([...numbers].sort((a, b) => a - b));
    expect(records.map(({ bytes }) => bytes[0])).toContain(5);
    await goOn();
    await catchUp();
  });

  test("one that is away is told of once, the database answers, and it serves again when it is back", async () => {
    lines.length = 0;
    await standby.stop("at once");
    expect(await countAt(replica)).toBe(await countAt(sql));
    expect(await countAt(replica)).toBe(await countAt(sql));
    expect(lines.map(({ message }) => message)).toEqual([
      "the read replica does not serve; the primary does until it serves again",
    ]);
    await standby.start();
    await waitUntil(async () => {
      await countAt(replica);
      return lines.length === 2;
    });
    expect(lines[1]?.message).toBe("the read replica serves again");
  });

  test("what is no standby of the database is refused with a sentence", async () => {
    const refusal = (url: string) =>
      openReplica(url, { primary: sql, log }).then(
        () => "taken",
        (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
      );
    expect(await refusal(server.url)).toMatch(/^CONFIGURATION_INVALID: RIBIN_DATABASE_READ_URL .* it is no standby/);
    await owner.query("create database other", []);
    expect(await refusal(server.url.replace(/postgres$/, "other"))).toMatch(
      /^CONFIGURATION_INVALID: RIBIN_DATABASE_READ_URL .* another database/,
    );
  });

  test("one that was promoted goes its own way and is believed no more", async () => {
    await onStandby.query("select pg_promote()", []);
    await store(6);
    await onStandby.query("delete from sweep_records", []);
    expect((await readSweptRecords({ sql, replica }, "BreechFace", 0, await listRecords())).length).toBe(
      (await listRecords()).length,
    );
    expect(await countAt(replica)).toBe(await countAt(sql));
    expect(lines.at(-1)?.message).toBe("the read replica does not serve; the primary does until it serves again");
  });
}
