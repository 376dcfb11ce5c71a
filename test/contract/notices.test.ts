/** Of each event each is told once: wherever a pass is cut off, and however many processes try at once. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Sql, SqlExecutor } from "../../src/ports/sql.ts";
import { chainAllAuditEvents } from "../../src/usecases/audit/chain-audit-events.ts";
import { deriveNotices } from "../../src/usecases/notices/derive-notices.ts";
import { type NoticeWorld, openNoticeWorld } from "../support/notice-world.ts";
import { describeEachSql } from "../support/test-sql.ts";

class Cut extends Error {}

/** The same database, whose process falls when it has made `statements` of them in a transaction. */
function cutAfter(sql: Sql, statements: number): Sql {
  return {
    ...sql,
    transaction: (work) =>
      sql.transaction((tx) => {
        let made = 0;
        const cutting: SqlExecutor = {
          async query(text, values) {
            if (made++ === statements) throw new Cut();
            return tx.query(text, values);
          },
        };
        return work(cutting);
      }),
  };
}

describeEachSql("notices", (getSql, dialect) => {
  // On PGlite's one connection no transaction runs beside another.
  const testBeside = dialect === "pglite" ? test.skip : test;
  let told: NoticeWorld;
  beforeAll(async () => {
    told = await openNoticeWorld(getSql());
    await chainAllAuditEvents(told.world.deps);
    await deriveNotices(told.world.deps, 1_000);
  });
  afterAll(() => told.world.close());

  test("a pass that is cut off at any statement wrote nothing, and the next one tells all of it once", async () => {
    const { deps } = told.world;
    const before = await told.readTold();
    await told.happen(2);
    await chainAllAuditEvents(deps);
    let cuts = 0;
    for (; cuts < 500; cuts++) {
      const cut = { clock: deps.clock, delivery: deps.delivery, sql: cutAfter(getSql(), cuts) };
      const outcome = await deriveNotices(cut).catch((error: unknown) => error);
      if (!(outcome instanceof Cut)) {
        expect(outcome).toEqual({ read: expect.any(Number), told: 2 * told.people.length });
        break;
      }
      expect([cuts, await told.readTold()]).toEqual([cuts, before]);
    }
    // The cursor, the events, for each: people, webhooks, notices, messages with their jobs; and the cursor again.
    expect(cuts).toBeGreaterThan(20);
    expect(await told.readTold()).toEqual(await told.expected());
    // What was derived is an event for nobody.
    await chainAllAuditEvents(deps);
    await deriveNotices(deps);
    expect((await told.readTold()).notices).toEqual((await told.expected()).notices);
  });

  test("what is more than one pass takes is told in order, from where the last one stopped", async () => {
    const { deps } = told.world;
    await told.happen(7);
    await chainAllAuditEvents(deps);
    const passes: number[] = [];
    for (let read = -1; read !== 0; ) {
      read = (await deriveNotices(deps, 3))?.read ?? -1;
      passes.push(read);
    }
    expect(passes.slice(0, 2)).toEqual([3, 3]);
    expect(await told.readTold()).toEqual(await told.expected());
  });

  testBeside("while one process tells, another does nothing and does not wait", async () => {
    const { deps } = told.world;
    await told.happen(3);
    await chainAllAuditEvents(deps);
    const before = await told.readTold();
    let inside = () => {};
    let goOn = () => {};
    const isInside = new Promise<void>((resolve) => {
      inside = resolve;
    });
    const mayGoOn = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const slow: Sql = {
      ...getSql(),
      transaction: (work) =>
        getSql().transaction(async (tx) => {
          const outcome = await work(tx);
          inside();
          await mayGoOn;
          return outcome;
        }),
    };
    const first = deriveNotices({ clock: deps.clock, delivery: deps.delivery, sql: slow });
    await isInside;
    expect(await Promise.all([deriveNotices(deps), deriveNotices(deps)])).toEqual([null, null]);
    expect(await told.readTold()).toEqual(before);
    goOn();
    expect(await first).toMatchObject({ told: 3 * told.people.length });
    expect(await told.readTold()).toEqual(await told.expected());
  });

  testBeside("of four that try without end each event is told once, while more of them happen", async () => {
    const { deps } = told.world;
    let happening = true;
    const happen = async () => {
      for (let n = 0; n < 40; n++) {
        await told.happen(1);
        if (n % 4 === 0) await chainAllAuditEvents(deps);
      }
      await chainAllAuditEvents(deps);
      happening = false;
    };
    const tell = async () => {
      let passes = 0;
      for (;;) {
        const derived = await deriveNotices(deps, 2);
        if (derived !== null && derived.read > 0) passes += 1;
        if (!happening && derived?.read === 0) return passes;
      }
    };
    const [, ...passes] = await Promise.all([happen(), tell(), tell(), tell(), tell()]);
    expect(passes.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(20);
    expect(await told.readTold()).toEqual(await told.expected());
  });
});
