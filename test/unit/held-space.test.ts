import { expect, test } from "@jest/globals";
import { NO_KIND } from "../../src/analysis/nearest/scan-labels.ts";
import { BUNDLE_ROWS, findRow } from "../../src/analysis/nearest/scan-memory.ts";
import { type ScanInput, scanVectors } from "../../src/analysis/nearest/scan-vectors.ts";
import { createRandom } from "../../src/analysis/random.ts";
import type { NumberedVector } from "../../src/ports/vector-memory.ts";
import { createHeldSpace, type HeldSpace } from "../../src/usecases/vector-memory/held-space.ts";

const LENGTH = 32;
const random = createRandom(11);

function drawUnit(): Float32Array {
  const vector = Float32Array.from({ length: LENGTH }, () => random.normal());
  const size = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / size);
}

/** Kinds a to d have many rows each; every 50th row is of a kind that has a few only. */
function drawRows(count: number, from = 0): NumberedVector[] {
  return Array.from({ length: count }, (_, i) => ({
    number: from + i,
    vector: drawUnit(),
    labels: { owner: ["JM", "TT"][i % 2], kind: i % 50 === 0 ? `rare ${i % 1_000}` : "abcd"[(i >> 1) % 4] },
  }));
}

function openSpace(rows: readonly NumberedVector[]): HeldSpace {
  const space = createHeldSpace(LENGTH, null, 2);
  if (space === null) throw new Error("The vectors can be scanned.");
  expect(space.add(rows)).toBe(true);
  return space;
}

interface Asked {
  readonly query: Float32Array;
  readonly most: number;
  readonly owner?: string;
  readonly kinds: readonly string[];
}

const planSearch = (space: HeldSpace, { query, most, owner, kinds }: Asked): readonly ScanInput[] =>
  space.plan(
    {
      query,
      most,
      accepts: { owner: (label) => (owner ?? label) === label, kind: (label) => kinds.includes(label) },
    },
    0,
  );

function search(space: HeldSpace, asked: Asked): number[] {
  const parts = planSearch(space, asked).map((input) => scanVectors(input));
  return parts.flatMap(({ places }, part) => [...places].map((place) => space.readNumber(part, place)));
}

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i], 0);

function searchPlainly(rows: readonly NumberedVector[], { query, most, owner, kinds }: Asked): number[] {
  return rows
    .filter(({ labels }) => kinds.includes(labels.kind) && (owner ?? labels.owner) === labels.owner)
    .sort((left, right) => dot(query, right.vector) - dot(query, left.vector))
    .slice(0, most)
    .map(({ number }) => number);
}

/** The kinds of a part's bundles, in their order. */
function listKinds({ memory, count, layout }: ScanInput): number[] {
  return Array.from(
    { length: count / BUNDLE_ROWS },
    (_, bundle) => findRow(memory, layout.stride, bundle * BUNDLE_ROWS).kind[0],
  );
}

/** Share of all bundles that have rows which a search looks at. */
function shareLookedAt(inputs: readonly ScanInput[]): number {
  const filled = inputs.flatMap((input) =>
    listKinds(input)
      .filter((kind) => kind !== NO_KIND)
      .map((kind) => input.accepted.kind[kind]),
  );
  return filled.filter((accepted) => accepted === 1).length / filled.length;
}

const rows = drawRows(30_011);

test.each<[string, Omit<Asked, "query">]>([
  ["of one kind", { most: 40, kinds: ["b"] }],
  ["of two kinds and one owner", { most: 40, kinds: ["a", "d"], owner: "TT" }],
  ["of a kind that has a few only", { most: 40, kinds: ["rare 150"] }],
  ["of rare kinds and common ones", { most: 300, kinds: ["rare 0", "rare 50", "c"] }],
  ["of none", { most: 40, kinds: [] }],
])("what lies in bundles by kind is found as by looking at each: %s", (_, asked) => {
  const space = openSpace(rows);
  for (let i = 0; i < 3; i++) {
    const query = drawUnit();
    const found = search(space, { ...asked, query });
    const wanted = searchPlainly(rows, { ...asked, query });
    const missed = wanted.slice(0, asked.most / 2).filter((number) => !found.includes(number));
    expect(missed).toEqual([]);
    const kindOf = new Map(rows.map(({ number, labels }) => [number, labels]));
    expect(found.filter((number) => !asked.kinds.includes(kindOf.get(number)?.kind ?? ""))).toEqual([]);
    if (wanted.length < asked.most) expect(found.length).toBe(wanted.length);
  }
});

test("a search of one kind leaves the bundles of the others out", () => {
  const space = openSpace(rows);
  const of = (...kinds: string[]) => shareLookedAt(planSearch(space, { query: drawUnit(), most: 40, kinds }));
  // A quarter of the rows, and the mixed bundles: the rare kinds and the first ones of each kind.
  expect(of("b")).toBeLessThan(0.3);
  expect(of("b")).toBeGreaterThan(0.24);
  expect(of("rare 150")).toBeLessThan(0.05);
  expect(of("a", "b", "c", "d")).toBe(1);
});

test("the bundles of a kind lie together, and few wait for rows that are yet to come", () => {
  const space = openSpace(rows);
  for (const input of planSearch(space, { query: drawUnit(), most: 40, kinds: ["b"] })) {
    const kinds = listKinds(input);
    const own = kinds.map((kind) => kind > NO_KIND && input.accepted.kind[kind] === 1);
    const runs = own.filter((is, i) => is && !own[i - 1]).length;
    expect(own.filter(Boolean).length / runs).toBeGreaterThan(3);
    expect(kinds.filter((kind) => kind === NO_KIND).length / kinds.length).toBeLessThan(1 / 8);
    // None of these is looked at.
    expect(input.accepted.kind[NO_KIND]).toBe(0);
  }
});

test("rows that come later and rows that were erased: each is found while it stands", () => {
  const space = openSpace(rows);
  const later = drawRows(333, rows.length);
  expect(space.add(later)).toBe(true);
  expect(space.count).toBe(rows.length + later.length);
  const [own] = later.filter(({ labels }) => labels.kind === "c");
  const asked = { query: own.vector, most: 10, kinds: ["c"] };
  expect(search(space, asked)).toContain(own.number);
  expect(space.forget(new Set([own.number]))).toBe(1);
  expect(search(space, asked)).not.toContain(own.number);
  expect([...space.listNumbers()].sort((a, b) => a - b)).toEqual(
    [...rows, ...later].map(({ number }) => number).filter((number) => number !== own.number),
  );
});

test("a row that is added while a search is under way takes no other's place", () => {
  const space = openSpace(drawRows(4_000));
  const asked = { query: drawUnit(), most: 4_000, kinds: ["a", "b", "c", "d"] };
  const planned = planSearch(space, asked);
  const before = planned.flatMap((input, part) => {
    const { places, all } = scanVectors(input);
    expect(all).toBe(true);
    return [...places].map((place) => space.readNumber(part, place));
  });
  // Of a kind that has room among the others' rows.
  expect(space.add(drawRows(400, 10_000).filter(({ labels }) => labels.kind === "a"))).toBe(true);
  const during = planned.flatMap((input, part) =>
    [...scanVectors(input).places].map((place) => space.readNumber(part, place)),
  );
  expect(before.filter((number) => !during.includes(number))).toEqual([]);
});
