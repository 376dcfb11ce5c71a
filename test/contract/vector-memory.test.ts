import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { scanVectors } from "../../src/analysis/nearest/scan-vectors.ts";
import type { RequestContext } from "../../src/domain/context.ts";
import type { SqlExecutor } from "../../src/ports/sql.ts";
import type { VectorMemory } from "../../src/ports/vector-memory.ts";
import { upsertFeature } from "../../src/repositories/acquisitions/features.ts";
import { createVectorSource, readNewVectors } from "../../src/repositories/search/memory-vectors.ts";
import type { SearchSpace } from "../../src/repositories/search/search-spaces.ts";
import { openVectorMemory } from "../../src/usecases/vector-memory/hold-vectors.ts";
import { collectLog } from "../support/collect-log.ts";
import { type Evidence, enterEvidence, openWorld, type World } from "../support/decision-world.ts";
import { openGate } from "../support/open-gate.ts";
import { ACCEPT_ALL, NO_LABELS, openTestMemory } from "../support/open-test-memory.ts";
import { describeEachSql } from "../support/test-sql.ts";
import { waitUntil } from "../support/wait-until.ts";

const SPACE: SearchSpace = { region: "BreechFace", view: "surface", model: { id: "memory-test", version: "1" } };

/** A unit vector along one axis: its cosine with itself is 1, with every other 0. */
function makeAxis(axis: number): Float32Array {
  const vector = new Float32Array(256);
  vector[axis] = 1;
  return vector;
}

const THIRD = { number: 3, vector: makeAxis(1), labels: NO_LABELS };
/** Room for two threads' parts of which one has a block of rows, and the other none. */
const ONE_ROW_BYTES = 6_000_000;

describeEachSql("vectors held in memory", (getSql, dialect) => {
  let world: World;
  let jamaican: RequestContext;
  beforeAll(async () => {
    world = await openWorld(getSql());
    jamaican = await world.hire("JM", "lab_technician");
  });
  afterAll(() => world.close());

  const store = (tx: SqlExecutor, evidence: Evidence, axis: number, preparedKey = "prepared/1") =>
    upsertFeature(tx, {
      ...{ acquisitionId: evidence.acquisitionId, ownerState: "JM", region: SPACE.region, modelId: SPACE.model.id },
      ...{ modelVersion: SPACE.model.version, view: SPACE.view, own: true, vector: makeAxis(axis) },
      ...{ preparation: "test", preparationVersion: "1", preparedKey, preparedSha256: null, outlineVersion: 0 },
      createdAt: world.clock.now(),
    });
  const findNumber = async (evidence: Evidence): Promise<number> => {
    const { rows } = await getSql().query("select number from features where acquisition_id = $1", [
      evidence.acquisitionId,
    ]);
    return Number(rows[0]?.number);
  };
  /** The numbers of the two nearest to an axis; null where memory does not hold the space. */
  const search = (memory: VectorMemory, axis: number, tx: SqlExecutor = getSql()) =>
    memory.search({
      space: "test",
      turning: null,
      source: createVectorSource(getSql(), SPACE),
      readNew: (horizon) => readNewVectors(tx, SPACE, horizon),
      query: makeAxis(axis),
      accepts: ACCEPT_ALL,
      most: 1,
    });
  const searchWhenHeld = async (memory: VectorMemory, axis: number) => {
    await waitUntil(async () => (await search(memory, axis)) !== null);
    return search(memory, axis);
  };

  test("what is stored, stored later or stored anew is found at once, and under its new number", async () => {
    const [early, late] = [await enterEvidence(world.deps, jamaican), await enterEvidence(world.deps, jamaican)];
    await store(getSql(), early, 1);
    const memory = openTestMemory(2 ** 28);
    expect(await searchWhenHeld(memory, 1)).toEqual({ numbers: [await findNumber(early)], all: true });
    await store(getSql(), late, 2);
    expect((await search(memory, 2))?.numbers).toEqual([await findNumber(late)]);
    const before = await findNumber(early);
    await store(getSql(), early, 3, "prepared/2");
    expect(await findNumber(early)).not.toBe(before);
    expect((await search(memory, 3))?.numbers).toEqual([await findNumber(early)]);
    await memory.close();
    expect(await search(memory, 1)).toBeNull();
  });

  // On PGlite's one connection no transaction runs beside another.
  const testBeside = dialect === "pglite" ? test.skip : test;
  testBeside(
    "what another transaction stored, but had not committed when memory read the space, is found once it is",
    async () => {
      const [first, second] = [await enterEvidence(world.deps, jamaican), await enterEvidence(world.deps, jamaican)];
      const memory = openTestMemory(2 ** 28);
      const [stored, commit] = [openGate(), openGate()];
      const writing = getSql().transaction(async (tx) => {
        await store(tx, first, 7);
        stored.open();
        await commit.passed;
      });
      await stored.passed;
      await searchWhenHeld(memory, 7);
      // A later number is committed, and found, before the earlier one.
      await store(getSql(), second, 8);
      expect((await search(memory, 8))?.numbers).toEqual([await findNumber(second)]);
      commit.open();
      await writing;
      expect((await search(memory, 7))?.numbers).toEqual([await findNumber(first)]);
      expect(await findNumber(first)).toBeLessThan(await findNumber(second));
      await memory.close();
    },
  );

  testBeside("what was stored while another transaction is open is held once", async () => {
    const [held, beside] = [await enterEvidence(world.deps, jamaican), await enterEvidence(world.deps, jamaican)];
    const [begun, end] = [openGate(), openGate()];
    const writing = getSql().transaction(async (tx) => {
      await store(tx, beside, 17);
      begun.open();
      await end.passed;
    });
    await begun.passed;
    await store(getSql(), held, 18);
    const memory = openTestMemory(2 ** 28);
    await searchWhenHeld(memory, 18);
    const found = await memory.search({
      ...{ space: "test", turning: null, source: createVectorSource(getSql(), SPACE), query: makeAxis(18) },
      accepts: ACCEPT_ALL,
      ...{ readNew: (horizon: string) => readNewVectors(getSql(), SPACE, horizon), most: 100 },
    });
    const number = await findNumber(held);
    expect(found?.numbers.filter((each) => each === number)).toEqual([number]);
    end.open();
    await writing;
    await memory.close();
  });

  test("what is removed is forgotten, what is restored is found again, and what is purged is forgotten", async () => {
    const [stays, leaves] = [await enterEvidence(world.deps, jamaican), await enterEvidence(world.deps, jamaican)];
    await store(getSql(), stays, 21);
    await store(getSql(), leaves, 22);
    const memory = openTestMemory(2 ** 28);
    await searchWhenHeld(memory, 22);
    const before = await findNumber(leaves);
    const all = async (tx = getSql()) =>
      (await memory.search({
        ...{ space: "test", turning: null, source: createVectorSource(getSql(), SPACE), query: makeAxis(22) },
        accepts: ACCEPT_ALL,
        ...{ readNew: (horizon: string) => readNewVectors(tx, SPACE, horizon), most: 100 },
      }))!.numbers;
    expect(await all()).toContain(before);
    expect(await memory.forgetGone()).toBe(0);
    const removedAt = (at: Date | null) =>
      getSql().query("update exhibits set removed_at = $2 where id = $1", [leaves.exhibit.id, at]);
    await removedAt(new Date());
    expect(await memory.forgetGone()).toBe(1);
    expect(await all()).not.toContain(before);
    expect(await all()).toContain(await findNumber(stays));
    await removedAt(null);
    // Not one that restores it and forgets that memory did.
    const again = await findNumber(leaves);
    expect(again).not.toBe(before);
    expect((await search(memory, 22))?.numbers).toEqual([again]);
    await getSql().query("delete from features where acquisition_id = $1", [leaves.acquisitionId]);
    expect(await memory.forgetGone()).toBe(1);
    expect(await all()).not.toContain(again);
    expect(await memory.forgetGone()).toBe(0);
    await memory.close();
  });

  test("a space of which much is gone is read anew, without it", async () => {
    let stand = Array.from({ length: 1_100 }, (_, i) => i);
    const memory = openTestMemory(2 ** 28);
    const asked = {
      ...{ space: "gone", turning: null, query: makeAxis(1), most: 5, accepts: ACCEPT_ALL },
      source: {
        readHorizon: async () => "1",
        readPage: async (after: number) =>
          stand.filter((n) => n > after).map((number) => ({ number, vector: makeAxis(1), labels: NO_LABELS })),
        readStanding: async (numbers: readonly number[]) => numbers.filter((number) => stand.includes(number)),
      },
      readNew: async () => ({ horizon: "1", vectors: [], more: false }),
    };
    await waitUntil(async () => (await memory.search(asked)) !== null);
    stand = stand.slice(1_050);
    expect(await memory.forgetGone()).toBe(1_050);
    expect(await memory.search(asked)).toBeNull();
    await waitUntil(async () => (await memory.search(asked)) !== null);
    expect((await memory.search(asked))?.numbers.every((number) => number >= 1_050)).toBe(true);
    await memory.close();
  });

  test("a mass of new vectors is read apart from the search, and whole", async () => {
    const evidence = await enterEvidence(world.deps, jamaican);
    await store(getSql(), evidence, 11);
    const memory = openTestMemory(2 ** 28);
    await searchWhenHeld(memory, 11);
    const asked = {
      ...{ space: "test", turning: null, source: createVectorSource(getSql(), SPACE), query: makeAxis(12), most: 1 },
      accepts: ACCEPT_ALL,
      readNew: async (horizon: string) => ({ horizon, vectors: [], more: true }),
    };
    const late = await enterEvidence(world.deps, jamaican);
    await store(getSql(), late, 12);
    expect(await memory.search(asked)).toBeNull();
    expect((await searchWhenHeld(memory, 12))?.numbers).toEqual([await findNumber(late)]);
    await memory.close();
  });

  test("a vector is met by what its exhibit is now: a corrected calibre, under a new number", async () => {
    const evidence = await enterEvidence(world.deps, jamaican);
    await store(getSql(), evidence, 31);
    const memory = openTestMemory(2 ** 28);
    const of = async (calibre: string) =>
      (
        await memory.search({
          ...{
            space: "test",
            turning: null,
            source: createVectorSource(getSql(), SPACE),
            query: makeAxis(31),
            most: 9,
          },
          readNew: (horizon) => readNewVectors(getSql(), SPACE, horizon),
          accepts: { owner: (label) => label === "JM CE own", kind: (label) => label.includes(calibre) },
        })
      )?.numbers;
    const before = await findNumber(evidence);
    const setGroup = (group: string) =>
      getSql().query("update exhibits set calibre_group = $2 where id = $1", [evidence.exhibit.id, group]);
    await setGroup("first group");
    await waitUntil(async () => (await of("first group")) !== undefined);
    const first = await findNumber(evidence);
    expect([first !== before, await of("first group"), await of("second group")]).toEqual([true, [first], []]);
    await setGroup("second group");
    const second = await findNumber(evidence);
    expect([second !== first, await of("second group")]).toEqual([true, [second]]);
    // What is not of its kind leaves the number as it is.
    await getSql().query("update exhibits set comment = 'seen' where id = $1", [evidence.exhibit.id]);
    await getSql().query("update cases set occurred_on = '2026-01-05' where id = $1", [evidence.case.id]);
    expect(await findNumber(evidence)).toBe(second);
    await memory.close();
  });

  /** A search among vectors that are given here, each under its axis; `late` are what came since the last one. */
  const ask = (
    memory: VectorMemory,
    space: string,
    axes: readonly number[],
    late: readonly number[] = [],
    most = 1,
  ) => {
    const numbered = (list: readonly number[]) =>
      list.map((axis) => ({ number: axis, vector: makeAxis(axis), labels: NO_LABELS }));
    return memory.search({
      ...{ space, turning: null, query: makeAxis(1), most, accepts: ACCEPT_ALL },
      source: {
        readHorizon: async () => "1",
        readPage: async (after) => numbered(axes.filter((axis) => axis > after)),
        readStanding: async (asked) => asked,
      },
      readNew: async () => ({ horizon: "1", vectors: numbered(late), more: false }),
    });
  };
  const askWhenHeld = (memory: VectorMemory, space: string, axes: readonly number[]) =>
    waitUntil(async () => (await ask(memory, space, axes)) !== null);

  test("says that it lists all only where it does, however the rows are spread over the threads", async () => {
    const memory = openTestMemory(2 ** 28);
    await askWhenHeld(memory, "spread", [1, 2]);
    expect(await ask(memory, "spread", [1, 2])).toEqual({ numbers: [1], all: false });
    await memory.close();
  });

  test("lists a vector once that was read both with the space and as new", async () => {
    const memory = openTestMemory(2 ** 28);
    await askWhenHeld(memory, "twice", [1]);
    expect(await ask(memory, "twice", [1], [1], 2)).toEqual({ numbers: [1], all: true });
    await memory.close();
  });

  test("of two searches at once neither is answered from a space that has just become too large", async () => {
    const memory = openTestMemory(ONE_ROW_BYTES);
    await askWhenHeld(memory, "growing", [1]);
    const answers = await Promise.all([1, 2].map(() => ask(memory, "growing", [1], [2])));
    expect(answers).toEqual([null, null]);
    await memory.close();
  });

  test("spaces that do not fit together do not drive out each other; one that is searched no more makes room", async () => {
    const { log, lines } = collectLog();
    const memory = openTestMemory(ONE_ROW_BYTES, log);
    await askWhenHeld(memory, "first", [1]);
    for (let i = 0; i < 3; i++) {
      await ask(memory, "second", [1]);
      await waitUntil(() => lines.length > 1);
      expect(await ask(memory, "first", [1])).toEqual({ numbers: [1], all: true });
    }
    expect(lines.map(({ level }) => level)).toEqual(["info", "warn"]);
    const clock = jest.spyOn(Date, "now").mockReturnValue(Date.now() + 2 * 3_600_000);
    try {
      await askWhenHeld(memory, "second", [1]);
      expect(await ask(memory, "first", [1])).toBeNull();
    } finally {
      clock.mockRestore();
    }
    await memory.close();
  });

  test("is read anew where the database has gone back, as after a restore", async () => {
    const memory = openTestMemory(2 ** 28);
    await askWhenHeld(memory, "restored", [1]);
    const asked = {
      ...{ space: "restored", turning: null, query: makeAxis(1), most: 1, accepts: ACCEPT_ALL },
      source: {
        readHorizon: async () => "0",
        readPage: async (after: number) => (after < 3 ? [THIRD] : []),
        readStanding: async (asked: readonly number[]) => asked,
      },
      readNew: async () => ({ horizon: "0", vectors: [], more: false }),
    };
    expect(await memory.search(asked)).toBeNull();
    await waitUntil(async () => (await memory.search(asked)) !== null);
    expect((await memory.search(asked))?.numbers).toEqual([3]);
    await memory.close();
  });

  test("where a thread fails, the database searches, and the next search is served", async () => {
    await store(getSql(), await enterEvidence(world.deps, jamaican), 13);
    const { log, lines } = collectLog();
    let broken = false;
    const memory = openVectorMemory({
      pool: {
        threads: 2,
        runTask: async (_name, input) => {
          if (broken) throw new Error("The thread ended.");
          return scanVectors(input);
        },
        close: async () => {},
      },
      ...{ mostBytes: 2 ** 28, log },
    });
    expect(await searchWhenHeld(memory, 13)).not.toBeNull();
    broken = true;
    expect(await search(memory, 13)).toBeNull();
    expect(lines.at(-1)?.message).toContain("could not be searched");
    broken = false;
    expect(await search(memory, 13)).not.toBeNull();
    await memory.close();
  });

  test("what would take more than the process may hold is left to the database, and said once", async () => {
    await store(getSql(), await enterEvidence(world.deps, jamaican), 9);
    const { log, lines } = collectLog();
    const memory = openTestMemory(2 ** 20, log);
    await search(memory, 9);
    await waitUntil(() => lines.length > 0);
    expect(await search(memory, 9)).toBeNull();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: "warn", message: expect.stringContaining("not held in memory") });
    await memory.close();
  });

  test("a space that cannot be read now is searched by the database, and read later", async () => {
    const { log, lines } = collectLog();
    const memory = openTestMemory(2 ** 28, log);
    const broken = {
      readHorizon: () => Promise.reject(new Error("gone")),
      readPage: async () => [],
      readStanding: async () => [],
    };
    const asked = { space: "broken", turning: null, source: broken, query: makeAxis(1), most: 1, accepts: ACCEPT_ALL };
    expect(
      await memory.search({ ...asked, readNew: async () => ({ horizon: "1", vectors: [], more: false }) }),
    ).toBeNull();
    await waitUntil(() => lines.length > 0);
    expect(lines[0]?.message).toContain("trying again later");
    await memory.close();
  });
});
