/** Statistics against counts made in another way: in memory, from the simulated records themselves, group by group. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Grouping } from "../../src/domain/intelligence/statistics.ts";
import type { StateCode } from "../../src/domain/vocabulary.ts";
import { readFlows } from "../../src/repositories/intelligence/flows.ts";
import { readStatistics, type StatisticsRow } from "../../src/repositories/intelligence/statistics.ts";
import {
  HOUR,
  REGION_START,
  type SimulatedExhibit,
  type SimulatedPair,
  type SimulatedRegion,
  simulateRegion,
} from "../support/simulated-region.ts";
import { describeEachSql } from "../support/test-sql.ts";

const NOW = new Date(REGION_START + 100 * 24 * HOUR);
const PERIOD = { since: new Date(REGION_START + 10 * 24 * HOUR), until: new Date(REGION_START + 70 * 24 * HOUR) };
const monthOf = (time: number) => new Date(time).toISOString().slice(0, 7);
const within = (time: number) => time >= PERIOD.since.getTime() && time < PERIOD.until.getTime();
const national = (side: SimulatedExhibit) => side.restricted || side.licensed;

interface Fact {
  readonly measure: string;
  readonly id: string;
  readonly side: SimulatedExhibit;
  readonly region: string;
  readonly at: number;
  readonly hours: number | null;
}

/** Every fact of the period that a reader counts; `reader` null: every state's. */
function listFacts(region: SimulatedRegion, reader: StateCode | null): Fact[] {
  const facts: Fact[] = [];
  const add = (fact: Fact) => {
    if (within(fact.at)) facts.push(fact);
  };
  for (const side of region.exhibits) {
    for (const { id, region: area, at } of side.acquisitions) {
      const hours = side.receivedAt === null || side.receivedAt > at ? null : (at - side.receivedAt) / HOUR;
      add({ measure: "acquisitions", id, side, region: area, at, hours });
    }
  }
  for (const pair of region.pairs) {
    const hidden = [pair.a, pair.b].some((side) => reader !== null && side.state !== reader && national(side));
    if (!hidden) for (const fact of listFactsOfPair(pair)) add(fact);
  }
  return facts;
}

function listFactsOfPair(pair: SimulatedPair): Fact[] {
  const { a, b, createdAt, hitAt } = pair;
  const due = createdAt + (a.highProfile || b.highProfile ? 24 : 48) * HOUR;
  const viewed = pair.reviews[0]?.at ?? null;
  const lead = pair.reviews.find((review) => review.lead)?.at ?? null;
  const ready = Math.max(...[a, b].map((side) => Math.min(...side.acquisitions.map((entry) => entry.at))));
  const facts: Omit<Fact, "side" | "region" | "id">[] = [{ measure: "candidates", at: createdAt, hours: null }];
  if (viewed !== null && viewed <= due) facts.push({ measure: "viewedInTime", at: createdAt, hours: null });
  if (viewed !== null && viewed > due) facts.push({ measure: "viewedLate", at: createdAt, hours: null });
  if (viewed === null && due < NOW.getTime()) facts.push({ measure: "notViewed", at: createdAt, hours: null });
  if (lead !== null) facts.push({ measure: "leads", at: lead, hours: (lead - ready) / HOUR });
  if (hitAt !== null) facts.push({ measure: "hits", at: hitAt, hours: (hitAt - (lead ?? Number.NaN)) / HOUR });
  const regions = pair.regions.length === 0 ? ["unknown"] : pair.regions;
  return [a, b].flatMap((side) =>
    regions.flatMap((region) => facts.map((fact) => ({ ...fact, id: pair.id, side, region }))),
  );
}

/** By linear interpolation between the two nearest, as percentile_cont. */
function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((x, y) => x - y);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place - Math.floor(place));
}

function keyOf(fact: Fact, by: readonly Grouping[], reader: StateCode | null): string {
  const other = reader !== null && fact.side.state !== reader;
  const values: Record<Grouping, string | null> = {
    state: other ? "others" : fact.side.state,
    lab: other ? null : fact.side.lab,
    calibre: fact.side.calibre ?? "unknown",
    region: fact.region,
    month: monthOf(fact.at),
  };
  const state = other ? "others" : by.includes("state") ? values.state : null;
  return JSON.stringify([
    state,
    ...(["lab", "calibre", "region", "month"] as const).map((name) => (by.includes(name) ? values[name] : null)),
  ]);
}

function tally(facts: readonly Fact[], withholds: boolean) {
  const of = (measure: string) => {
    const hoursById = new Map(facts.filter((fact) => fact.measure === measure).map((fact) => [fact.id, fact.hours]));
    return [...hoursById.values()];
  };
  const show = (count: number) => (withholds && count < 3 ? null : count);
  const time = (measure: string) => {
    const hours = of(measure).filter((value) => value !== null);
    const shown = show(hours.length) !== null;
    return {
      count: show(hours.length),
      median: shown ? percentile(hours, 0.5) : null,
      p90: shown ? percentile(hours, 0.9) : null,
    };
  };
  const names = ["acquisitions", "candidates", "viewedInTime", "viewedLate", "notViewed", "leads", "hits"];
  return {
    ...Object.fromEntries(names.map((name) => [name, show(of(name).length)])),
    receiptToAcquisition: time("acquisitions"),
    acquisitionToLead: time("leads"),
    leadToHit: time("hits"),
  };
}

function expectRows(
  rows: readonly StatisticsRow[],
  facts: readonly Fact[],
  by: readonly Grouping[],
  reader: StateCode | null,
) {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = keyOf(fact, by, reader);
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  expect(rows.map((row) => JSON.stringify([row.state, row.lab, row.calibre, row.region, row.month])).sort()).toEqual(
    [...groups.keys()].sort(),
  );
  for (const { state, lab, calibre, region, month, ...numbers } of rows) {
    const key = JSON.stringify([state, lab, calibre, region, month]);
    const expected = tally(groups.get(key)!, state === "others");
    for (const [name, value] of Object.entries(expected)) {
      const got = numbers[name as keyof typeof numbers];
      if (value === null || typeof value === "number") expect([key, name, got]).toEqual([key, name, value]);
      else {
        const { count, median, p90 } = value as { count: number | null; median: number | null; p90: number | null };
        const times = got as typeof value & { count: number | null; median: number | null; p90: number | null };
        expect([key, name, times.count]).toEqual([key, name, count]);
        for (const [x, y] of [
          [times.median, median],
          [times.p90, p90],
        ] as const) {
          if (y === null) expect(x).toBeNull();
          else expect(x).toBeCloseTo(y, 4);
        }
      }
    }
  }
}

const GROUPINGS: readonly { readonly by: readonly Grouping[] }[] = [
  { by: [] },
  { by: ["state"] },
  { by: ["lab"] },
  { by: ["calibre", "month"] },
  { by: ["region"] },
  { by: ["state", "lab", "calibre", "region", "month"] },
];

describeEachSql("statistics", (getSql) => {
  let region: SimulatedRegion;
  beforeAll(async () => {
    region = await simulateRegion(getSql(), { seed: 7, exhibits: 90, pairs: 160 });
  });

  test.each(GROUPINGS)("of every state, by $by", async ({ by }) => {
    const reader = { state: null, everybody: true, pooled: false };
    const rows = await readStatistics(getSql(), reader, { ...PERIOD, by }, NOW);
    expect(rows.length).toBeGreaterThan(0);
    expectRows(rows, listFacts(region, null), by, null);
  });

  test.each(GROUPINGS)("of one state, by $by: in full, and nothing of the others", async ({ by }) => {
    const reader = { state: "TT" as const, everybody: false, pooled: false };
    const rows = await readStatistics(getSql(), reader, { ...PERIOD, by }, NOW);
    const own = listFacts(region, "TT").filter((fact) => fact.side.state === "TT");
    expectRows(rows, own, by, "TT");
  });

  test.each(GROUPINGS)(
    "with the others together, by $by: no count under 3, no lab, nothing national",
    async ({ by }) => {
      const reader = { state: "TT" as const, everybody: false, pooled: true };
      const rows = await readStatistics(getSql(), reader, { ...PERIOD, by }, NOW);
      const facts = listFacts(region, "TT").filter((fact) => fact.side.state === "TT" || !national(fact.side));
      expect(rows.some((row) => row.state === "others")).toBe(true);
      expectRows(rows, facts, by, "TT");
    },
  );

  test("flows: hits between two states, directed only where the reader knows both dates", async () => {
    const hits = region.pairs.filter(({ a, b, hitAt }) => hitAt !== null && within(hitAt) && a.state !== b.state);
    const all = await readFlows(getSql(), { state: null, everybody: true }, PERIOD, NOW);
    expect(all.reduce((sum, row) => sum + row.hits, 0)).toBe(hits.length);
    expect(all.every((row) => !row.directed && row.fromState < row.toState)).toBe(true);

    const shown = hits.filter(
      ({ a, b }) =>
        [a, b].some((side) => side.state === "TT") && ![a, b].some((side) => side.state !== "TT" && national(side)),
    );
    const before = await readFlows(getSql(), { state: "TT", everybody: false }, PERIOD, NOW);
    expect(before.reduce((sum, row) => sum + row.hits, 0)).toBe(shown.length);
    expect(before.every((row) => !row.directed)).toBe(true);

    // One foreign case is released: that hit, and only that, has a direction.
    const pair = shown.find(
      ({ a, b }) => a.occurredOn !== null && b.occurredOn !== null && a.occurredOn !== b.occurredOn,
    )!;
    const [own, other] = pair.a.state === "TT" ? [pair.a, pair.b] : [pair.b, pair.a];
    await getSql().query(
      `insert into releases (id, owner_state, case_id, to_state, purpose, expires_at, created_by, created_at)
       values (gen_random_uuid(), $1, $2, 'TT', 'x', $3, gen_random_uuid(), $3)`,
      [other.state, other.caseId, new Date(NOW.getTime() + HOUR)],
    );
    const after = await readFlows(getSql(), { state: "TT", everybody: false }, PERIOD, NOW);
    const directed = after.filter((row) => row.directed);
    const way = own.occurredOn! < other.occurredOn! ? ["TT", other.state] : [other.state, "TT"];
    expect(directed.map((row) => [row.fromState, row.toState, row.hits])).toEqual([[...way, 1]]);
    // The release has ended: the direction is gone with it.
    const later = new Date(NOW.getTime() + 2 * HOUR);
    expect(
      (await readFlows(getSql(), { state: "TT", everybody: false }, PERIOD, later)).some((row) => row.directed),
    ).toBe(false);
  });

  describe("whatever the program asks for, the database holds to who acts", () => {
    const act = (
      state: string,
      roles: string,
      ask: (tx: { query: ReturnType<typeof getSql>["query"] }) => Promise<unknown>,
    ) =>
      getSql().transaction(async (tx) => {
        await tx.query("select set_config('ribin.state', $1, true), set_config('ribin.roles', $2, true)", [
          state,
          roles,
        ]);
        await tx.query("set local role ribin_request");
        return ask(tx);
      });
    const all = { state: null, everybody: true, pooled: false };
    const own = { state: "TT" as const, everybody: false, pooled: false };

    test("a coordinator of one state has its own, and no other's", async () => {
      const rows = await act("TT", "national_coordinator", (tx) =>
        readStatistics(tx, own, { ...PERIOD, by: ["state"] }, NOW),
      );
      expect(rows).toHaveLength(1);
      for (const reader of [all, { ...own, state: "JM" as const }]) {
        const asked = act("TT", "national_coordinator", (tx) => readStatistics(tx, reader, { ...PERIOD, by: [] }, NOW));
        await expect(asked).rejects.toThrow(/not for who acts/);
      }
    });

    test("nobody else has any", async () => {
      const asked = act("TT", "firearms_examiner,investigator", (tx) =>
        readStatistics(tx, own, { ...PERIOD, by: [] }, NOW),
      );
      await expect(asked).rejects.toThrow(/not for who acts/);
      const flows = act("TT", "firearms_examiner", (tx) =>
        readFlows(tx, { state: "TT", everybody: false }, PERIOD, NOW),
      );
      await expect(flows).rejects.toThrow(/not for who acts/);
    });

    test("the region's coordinators and auditors have every state's", async () => {
      for (const role of ["regional_coordinator", "auditor"]) {
        const rows = await act("", role, (tx) => readStatistics(tx, all, { ...PERIOD, by: ["state"] }, NOW));
        expect(rows).toHaveLength(3);
      }
    });
  });
});
