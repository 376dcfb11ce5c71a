/** Worker processes that are killed between an event and its notices, and two at once: nothing is lost and nothing told twice. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { migrate } from "../../src/adapters/postgres/migrate.ts";
import { openPostgres } from "../../src/adapters/postgres/open-postgres.ts";
import type { OwnerSql } from "../../src/ports/sql.ts";
import { type NoticeWorld, openNoticeWorld, type Told } from "../support/notice-world.ts";
import { killAllRibin, type RibinProcess, startRibin } from "../support/ribin-process.ts";
import { makeStores, readStoresEnvironment, type Stores } from "../support/service-world.ts";
import { waitUntil } from "../support/wait-until.ts";

const servers = readStoresEnvironment();

(servers ? describe : describe.skip)("notices of worker processes", () => {
  let stores: Stores;
  let sql: OwnerSql;
  /** Holds the locks: what happens meanwhile is written beside it. */
  let keeper: OwnerSql;
  let told: NoticeWorld;
  beforeAll(async () => {
    if (!servers) return;
    stores = await makeStores(servers);
    sql = openPostgres(String(stores.environment.DATABASE_URL));
    keeper = openPostgres(String(stores.environment.DATABASE_URL), { poolSize: 1 });
    await migrate(sql);
    told = await openNoticeWorld(sql);
  }, 120_000);
  afterAll(async () => {
    killAllRibin();
    await told?.world.close();
    await keeper?.close();
    await sql?.close();
    await stores?.drop();
  });

  async function startWorker(): Promise<RibinProcess> {
    const worker = startRibin(["work"], stores.environment);
    await worker.waitForLine("working", 60_000);
    return worker;
  }
  /** Backends of this database that wait for a lock. */
  const countWaiting = async () =>
    (
      await sql.query(
        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query not like '%audit%'",
      )
    ).rows.length;
  /** Whoever writes to `table` waits, until `work` is done. */
  const whileNobodyWrites = (table: string, work: () => Promise<void>) =>
    keeper.transaction(async (tx) => {
      await tx.query(`lock table ${table} in share mode`);
      await work();
    });
  async function untilTold(): Promise<void> {
    await waitUntil(
      async () => {
        const unchained = await sql.query("select 1 from audit_unchained limit 1");
        // A worker has events of its own to write, which are told to nobody.
        return unchained.rows.length === 0 && (await told.readTold()).position === (await told.expected()).position;
      },
      60_000,
      200,
    );
    expect(await readNotices()).toEqual(withoutPosition(await told.expected()));
  }
  const withoutPosition = ({ position: _, ...rest }: Told) => rest;
  const readNotices = async () => withoutPosition(await told.readTold());

  // The pass is stopped where it writes its first notice, its first delivery, its first message, and, with all of them written, the cursor.
  test.each(["notifications", "jobs", "webhook_messages", "notice_cursor"])(
    "killed before it writes %s, the next process tells everything once",
    async (table) => {
      let worker = await startWorker();
      await untilTold();
      const before = await readNotices();
      await whileNobodyWrites(table, async () => {
        await told.happen(5);
        await waitUntil(async () => (await countWaiting()) > 0, 60_000, 100);
        expect(await worker.stop("SIGKILL")).toBeNull();
        expect(await readNotices()).toEqual(before);
      });
      worker = await startWorker();
      await untilTold();
      expect(await worker.stop("SIGTERM")).toBe(0);
    },
    180_000,
  );

  test("two processes at once: while one is held up the other does not tell, and each event is told once", async () => {
    const workers = await Promise.all([startWorker(), startWorker()]);
    await untilTold();
    const before = await readNotices();
    await whileNobodyWrites("notice_cursor", async () => {
      await told.happen(150);
      await waitUntil(async () => (await countWaiting()) > 0, 60_000, 100);
      // The other one asks every second; it neither waits for the cursor nor reads past it.
      const end = Date.now() + 3_500;
      while (Date.now() < end) expect(await countWaiting()).toBeLessThanOrEqual(1);
      expect(await readNotices()).toEqual(before);
    });
    await untilTold();
    for (let n = 0; n < 5; n++) await told.happen(20);
    await untilTold();
    // One of the two falls in the middle of it; the other goes on.
    await whileNobodyWrites("notifications", async () => {
      await told.happen(10);
      await waitUntil(async () => (await countWaiting()) > 0, 60_000, 100);
      expect(await workers[0].stop("SIGKILL")).toBeNull();
    });
    await untilTold();
    expect(await workers[1].stop("SIGTERM")).toBe(0);
  }, 180_000);
});
