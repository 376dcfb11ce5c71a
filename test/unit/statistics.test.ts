import { describe, expect, test } from "@jest/globals";
import { tabulateArms } from "../../src/domain/intelligence/arms-tables.ts";
import { withholdComplements } from "../../src/domain/intelligence/statistics.ts";

const row = (acquisitions: number | null, hits: number | null) => ({
  acquisitions,
  hits,
  candidates: 9,
  viewedInTime: 9,
  viewedLate: 9,
  notViewed: 9,
  leads: 9,
});

describe("a number that is withheld alone takes the smallest with it", () => {
  test("so that no total gives it away", () => {
    const rows = withholdComplements([row(null, 5), row(12, 4), row(3, 7)]);
    expect(rows.map((shown) => [shown.acquisitions, shown.hits])).toEqual([
      [null, 5],
      [12, 4],
      [null, 7],
    ]);
  });

  test("where two are withheld, or nothing else is there, nothing more is", () => {
    expect(withholdComplements([row(null, 1), row(null, 2), row(3, 3)]).map((shown) => shown.acquisitions)).toEqual([
      null,
      null,
      3,
    ]);
    expect(withholdComplements([row(null, 3)])).toEqual([row(null, 3)]);
  });
});

describe("SDG 16.4.2", () => {
  const counts = { seized: 0, found: 0, surrendered: 0, requested: 0, notTraced: 0, waiting: 0 };
  const arms = (state: "TT" | "JM", year: number, kind: "shotgun" | "other", all: number, known: readonly number[]) => {
    const [traced, established, marked, markedKnown] = known as [number, number, number, number];
    return { ...counts, state, year, kind, arms: all, traced, established, marked, markedKnown };
  };

  test("is the share of arms whose origin was traced or established, by state and year and together", () => {
    const { indicator } = tabulateArms([
      arms("TT", 2025, "shotgun", 10, [2, 1, 5, 2]),
      arms("TT", 2025, "other", 2, [0, 0, 0, 0]),
      arms("JM", 2025, "other", 4, [1, 0, 1, 1]),
      arms("JM", 2026, "other", 1, [0, 0, 0, 0]),
    ]);
    const shown = indicator.map((line) => [line.state, line.year, line.arms, line.share, line.markedShare]);
    expect(shown).toEqual([
      [null, 2025, 16, 4 / 16, 3 / 6],
      ["JM", 2025, 4, 1 / 4, 1],
      ["TT", 2025, 12, 3 / 12, 2 / 5],
      [null, 2026, 1, 0, null],
      ["JM", 2026, 1, 0, null],
    ]);
  });

  test("of one state there is no row beside its own", () => {
    expect(tabulateArms([arms("TT", 2025, "other", 1, [0, 0, 0, 0])]).indicator).toHaveLength(1);
  });
});
