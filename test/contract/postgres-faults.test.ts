/** What PostgreSQL undoes, breaks off or never answers: tried again within, or told as UNAVAILABLE, and nothing half-done. */
import { type AddressInfo, connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { openDatabaseClock } from "../../src/adapters/postgres/database-clock.ts";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import type { OwnerSql } from "../../src/ports/sql.ts";
import { collectLog } from "../support/collect-log.ts";
import { type FaultyProxy, openFaultyProxy } from "../support/faulty-proxy.ts";
import { copyTestDatabase } from "../support/test-sql.ts";

/** ReadyForQuery, idle. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
/** ErrorResponse: the server is told to stop. */
const FIELDS = "SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0";
const GOODBYE = Buffer.concat([Buffer.from([0x45, 0, 0, 0, FIELDS.length + 4]), Buffer.from(FIELDS)]);

const server = process.env.RIBIN_TEST_DATABASE_URL;
if (!server) process.stderr.write("Faults of PostgreSQL are left out: RIBIN_TEST_DATABASE_URL is not set.\n");

(server ? describe : describe.skip)("PostgreSQL's faults", () => {
  let database: Awaited<ReturnType<typeof copyTestDatabase>>;
  let sql: OwnerSql;
  let proxy: FaultyProxy;
  let behindProxy: string;
  beforeAll(async () => {
    database = await copyTestDatabase(server ?? "");
    sql = openPostgres(database.url);
    await sql.query("create table counters (id integer primary key, n integer not null)");
    await sql.query("insert into counters values (1, 0), (2, 0)");
    const address = new URL(database.url);
    proxy = await openFaultyProxy({ host: address.hostname, port: Number(address.port || 5432) });
    behindProxy = Object.assign(new URL(database.url), { host: `127.0.0.1:${proxy.port}` }).href;
  });
  afterAll(async () => {
    await sql?.close();
    await proxy?.close();
    await database?.drop();
  });

  const counts = async () => (await sql.query("select n from counters order by id")).rows.map((row) => row.n);
  const add = (id: number) => ["update counters set n = n + 1 where id = $1", [id]] as const;

  /** Resolves `reach` of both when both have come, so that they meet. */
  function meet() {
    let [come, open] = [0, () => {}];
    const both = new Promise<void>((resolve) => {
      open = resolve;
    });
    return async () => {
      come += 1;
      if (come >= 2) open();
      await both;
    };
  }

  test("of two transactions that lock each other out both come through, each once", async () => {
    await sql.query("update counters set n = 0");
    const reach = meet();
    let begun = 0;
    const cross = (first: number, second: number) =>
      sql.transaction(async (tx) => {
        begun += 1;
        await tx.query(...add(first));
        await reach();
        await tx.query(...add(second));
      });
    await Promise.all([cross(1, 2), cross(2, 1)]);
    expect(await counts()).toEqual([2, 2]);
    expect(begun).toBe(3);
  });

  test("a transaction that cannot be put in an order with others is begun anew", async () => {
    await sql.query("update counters set n = 0");
    const reach = meet();
    const increment = () =>
      sql.transaction(async (tx) => {
        await tx.query("set transaction isolation level repeatable read");
        const { rows } = await tx.query("select n from counters where id = 1");
        await reach();
        await tx.query("update counters set n = $1 where id = 1", [Number(rows[0]?.n) + 1]);
      });
    await Promise.all([increment(), increment()]);
    expect((await counts())[0]).toBe(2);
  });

  test("a lock that is not to be had is tried for again, and told as UNAVAILABLE where it is held for long", async () => {
    await sql.query("update counters set n = 0");
    const hold = (ms: number) =>
      sql.transaction(async (tx) => {
        await tx.query(...add(1));
        await sleep(ms);
      });
    const impatient = () =>
      sql.transaction(async (tx) => {
        await tx.query("set local lock_timeout = '20ms'");
        await tx.query(...add(1));
      });
    const held = hold(150);
    await sleep(50);
    await impatient();
    await held;
    expect((await counts())[0]).toBe(2);
    const long = hold(4_000);
    await sleep(50);
    await expect(impatient()).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await long;
    expect((await counts())[0]).toBe(3);
  });

  test("a server that says goodbye with its welcome, when nobody listens yet, ends a query and not the program", async () => {
    const { hostname, port } = new URL(database.url);
    let welcomes = 0;
    const rude = createServer((client) => {
      const upstream = connect(Number(port || 5432), hostname);
      client.pipe(upstream);
      for (const socket of [client, upstream]) socket.on("error", () => {});
      upstream.on("data", (chunk) => {
        const isWelcome = chunk.subarray(-6).equals(READY);
        if (!isWelcome || ++welcomes > 1) return void client.write(chunk);
        upstream.destroy();
        client.end(Buffer.concat([chunk, GOODBYE]));
      });
    });
    await new Promise<void>((done) => rude.listen(0, "127.0.0.1", done));
    const own = openPostgres(
      Object.assign(new URL(database.url), { host: `127.0.0.1:${(rude.address() as AddressInfo).port}` }).href,
      { poolSize: 1 },
    );
    // The first connection is lost before anything was asked of it: another is made.
    expect((await own.query("select 1 as one", [])).rows).toEqual([{ one: 1 }]);
    expect(welcomes).toBeGreaterThan(1);
    await own.close();
    rude.close();
  });

  test("a server that is too slow is UNAVAILABLE, and the connection goes on", async () => {
    const hasty = openPostgres(database.url, { statementTimeout: 100, poolSize: 1 });
    await expect(hasty.query("select pg_sleep(5)", [])).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: "The database takes too long.",
    });
    expect((await hasty.query("select 1 as one", [])).rows).toEqual([{ one: 1 }]);
    await hasty.close();
  });

  test("a server that is away for a moment is waited for; for longer it is UNAVAILABLE", async () => {
    const own = openPostgres(behindProxy, { poolSize: 2 });
    await proxy.setMode("refuse");
    const asked = own.query("select 1 as one", []);
    await sleep(400);
    await proxy.setMode("pass");
    expect((await asked).rows).toEqual([{ one: 1 }]);
    await proxy.setMode("refuse");
    const from = performance.now();
    await expect(own.transaction((tx) => tx.query("select 1", []))).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(performance.now() - from).toBeLessThan(4_000);
    await proxy.setMode("pass");
    expect((await own.query("select 2 as two", [])).rows).toEqual([{ two: 2 }]);
    await own.close();
  });

  test("a connection that breaks in the middle of a transaction leaves nothing of it", async () => {
    await sql.query("update counters set n = 0");
    const own = openPostgres(behindProxy, { poolSize: 2 });
    const broken = own.transaction(async (tx) => {
      await tx.query(...add(1));
      await proxy.setMode("cut");
      await proxy.setMode("pass");
      await tx.query(...add(2));
    });
    await expect(broken).rejects.toMatchObject({ code: "UNAVAILABLE", message: "The database does not answer." });
    await own.transaction((tx) => tx.query(...add(2)));
    expect(await counts()).toEqual([0, 1]);
    await own.close();
  });

  test("a connection on which nothing comes any more is given up, at a query and within a transaction", async () => {
    const own = openPostgres(behindProxy, { statementTimeout: 200, silence: 300, poolSize: 2 });
    await own.query("select 1", []);
    const from = performance.now();
    const inside = own.transaction(async (tx) => {
      await tx.query(...add(1));
      await proxy.setMode("half-open");
      await tx.query(...add(1));
    });
    await expect(inside).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(performance.now() - from).toBeLessThan(3_000);
    await proxy.setMode("pass");
    expect((await own.query("select 3 as three", [])).rows).toEqual([{ three: 3 }]);
    await own.close();
  });

  test("the clock is the database's, whatever this machine's says, and goes on while the database is away", async () => {
    const own = openPostgres(behindProxy, { poolSize: 1 });
    const clock = await openDatabaseClock(own, collectLog().log, 50);
    const { rows } = await own.query("select clock_timestamp() as now", []);
    const told = z.date().parse(rows[0]?.now);
    const differs = () => Math.abs(clock.now().getTime() - told.getTime());
    expect(differs()).toBeLessThan(500);
    const realDate = Date.now;
    // A step of two hours; `Date` itself is not asked.
    Date.now = () => realDate() + 7_200_000;
    await proxy.setMode("refuse");
    await sleep(200);
    expect(differs()).toBeLessThan(1_500);
    await proxy.setMode("pass");
    Date.now = realDate;
    await clock.close();
    await own.close();
  });
});
