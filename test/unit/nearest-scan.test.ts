import { expect, test } from "@jest/globals";
import { writeCodes, writeTables } from "../../src/analysis/nearest/scan-codes.ts";
import { ANY_LABEL, isAccepted, MOST_LABELS, NO_OWNER, packLabels } from "../../src/analysis/nearest/scan-labels.ts";
import { layOutScan, writeQuery, writeRow } from "../../src/analysis/nearest/scan-layout.ts";
import { BLOCK_ROWS, createScanMemory, findRow, growTo } from "../../src/analysis/nearest/scan-memory.ts";
import { scanVectors } from "../../src/analysis/nearest/scan-vectors.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { type Turning, turnVector } from "../../src/domain/turn-vector.ts";
import { createHeldSpace } from "../../src/usecases/vector-memory/held-space.ts";
import { createLabelTable } from "../../src/usecases/vector-memory/label-table.ts";

const random = createRandom(5);
/** Of rows whose labels are 0. */
const EVERY = { owner: Uint8Array.of(1), kind: Uint8Array.of(1) };

function drawUnit(length: number): Float32Array {
  const vector = Float32Array.from({ length }, () => random.normal());
  const size = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / size);
}

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i], 0);

const twelve = Array.from({ length: 12 }, (_, i) => i / 12);
const TURNINGS: readonly [string, number, Turning | null][] = [
  ["four harmonics in runs", 256, { harmonics: Array.from({ length: 128 }, (_, p) => 1 + (p >> 5)), steps: twelve }],
  [
    "three harmonics, mixed and uneven",
    100,
    { harmonics: Array.from({ length: 50 }, (_, p) => [0, 2, 5][p % 3]), steps: [0, 0.13, 0.7] },
  ],
  [
    "two even harmonics and an odd one, in eight turns",
    96,
    {
      harmonics: Array.from({ length: 48 }, (_, p) => [5, 0, 2][p % 3]),
      steps: Array.from({ length: 8 }, (_, i) => i / 8),
    },
  ],
  ["three even harmonics", 96, { harmonics: Array.from({ length: 48 }, (_, p) => [2, 4, 6][p % 3]), steps: twelve }],
  ["no turn", 64, null],
];

/** Every row of more than two blocks, as exactly as 64 bits do it. */
function scanPlainly(rows: readonly Float32Array[], turned: readonly Float32Array[]): number[] {
  return rows.map((row) => Math.max(...turned.map((query) => dot(query, row))));
}

test.each(TURNINGS)("lists the rows that are most alike at any turn: %s", (_, length, turning) => {
  const layout = layOutScan(length, turning);
  if (layout === null) throw new Error("The vectors can be scanned.");
  const count = 2 * BLOCK_ROWS + 77;
  const rows = Array.from({ length: count }, () => drawUnit(length));
  const query = drawUnit(length);
  // A mate in the last block, turned as the table can turn it.
  const last = turning === null ? query : turnVector(query, { ...turning, steps: [turning.steps[1]] })[0];
  rows[count - 1] = last;
  const memory = createScanMemory();
  for (const [i, vector] of rows.entries()) {
    growTo(memory, Math.floor(i / BLOCK_ROWS), layout.stride);
    const place = findRow(memory, layout.stride, i);
    place.scale[0] = writeRow(layout, vector, place.row);
    writeCodes(layout, vector, place.codes, place.lane);
    place.labels[place.lane] = packLabels(2 + (i % 3), 1 + (i % 40));
  }
  const { numbers, scale } = writeQuery(layout, query);
  const tables = writeTables(layout, query);
  const scan = (owners: readonly number[], kinds: number, most: number) => {
    const accepted = { owner: Uint8Array.of(1, 0, ...owners), kind: new Uint8Array(41).fill(1, 0, 1 + kinds) };
    const acceptedCount = rows.filter((_row, i) => accepted.owner[2 + (i % 3)] & accepted.kind[1 + (i % 40)]).length;
    return scanVectors({
      memory,
      desk: 3,
      count,
      layout,
      query: numbers,
      scale,
      tables,
      accepted,
      acceptedCount,
      most,
    });
  };
  const found = scan([1, 1, 1], 40, 250);
  expect([found.places.length, found.all]).toEqual([250, false]);
  const exact = scanPlainly(rows, turnVector(query, turning));
  for (const [i, place] of found.places.entries()) {
    expect(Math.abs(found.similarities[i] - exact[place])).toBeLessThan(0.004);
  }
  const order = exact.map((_value, i) => i).sort((a, b) => exact[b] - exact[a]);
  expect(order[0]).toBe(count - 1);
  const listed = new Set(found.places);
  expect(order.slice(0, 30).filter((place) => !listed.has(place))).toEqual([]);

  // Of the accepted alone, many (the coarse look) or few (each as it is), and whether they are all.
  for (const [owners, kinds, most] of [
    [[1, 0, 1], 30, 60],
    [[1, 0, 0], 2, 60],
    [[0, 1, 0], 1, 1_000],
    [[0, 0, 0], 40, 10],
  ] as const) {
    const wanted = order.filter((place) => owners[place % 3] === 1 && place % 40 < kinds);
    const given = scan(owners, kinds, most);
    expect([...given.places].every((place) => wanted.includes(place))).toBe(true);
    expect([given.places.length, given.all]).toEqual([Math.min(most, wanted.length), wanted.length <= most]);
    expect(wanted.slice(0, 15).filter((place) => !given.places.includes(place))).toEqual([]);
  }
});

test("where all rows are so alike that the coarse look tells no difference, each is looked at as it is", () => {
  const space = createHeldSpace(256, null, 1);
  const middle = drawUnit(256);
  // Cosines with the middle of .6 to .8: their codes' sums all exceed what 8 bits hold.
  const rows = Array.from({ length: 9_000 }, () => {
    const share = 0.6 + 0.2 * random.uniform();
    const aside = drawUnit(256);
    return middle.map((value, i) => share * value + Math.sqrt(1 - share * share) * aside[i]);
  });
  const labels = { owner: "JM CE own", kind: "one" };
  expect(space?.add(rows.map((vector, number) => ({ number, vector, labels })))).toBe(true);
  const [plan] = space?.plan({ query: middle, accepts: { owner: () => true, kind: () => true }, most: 20 }, 0) ?? [];
  const found = [...scanVectors(plan).places].map((place) => space?.readNumber(0, place));
  const order = rows.map((_row, i) => i).sort((a, b) => dot(middle, rows[b]) - dot(middle, rows[a]));
  expect(order.slice(0, 10).filter((number) => !found.includes(number))).toEqual([]);
});

test("of turns that stand for each other the coarse look takes one", () => {
  const count = (harmonics: readonly number[], steps: readonly number[]) =>
    layOutScan(2 * harmonics.length, { harmonics, steps })?.codeTurns.count;
  // Of a quarter of the circle, both its ends among them.
  expect(count([1, 2, 3, 4], twelve)).toBe(4);
  expect(count([0, 5], [0, 0.25, 0.5, 0.75])).toBe(2);
  expect(count([0, 5], [0.25, -0.25, 0.5, -1e-9])).toBe(2);
  // Three even harmonics, turns without their opposites, and half harmonics: all of them.
  expect(count([0, 2, 4], twelve)).toBe(12);
  expect(count([1, 2], [0, 1 / 3, 2 / 3])).toBe(3);
  expect(count([0.5, 1], [0, 0.5])).toBe(2);
});

test("labels without a room in the table are accepted always, those of erased rows never", () => {
  const table = createLabelTable();
  const owners = Array.from({ length: MOST_LABELS.owner + 5 }, (_, i) => `owner ${i}`);
  const packed = owners.map((owner) => table.pack({ owner, kind: "one" }));
  const nobody = table.select({ owner: () => false, kind: () => true });
  expect(packed.filter((labels) => isAccepted(nobody, labels))).toHaveLength(5 + 2);
  const every = table.select({ owner: () => true, kind: () => true });
  expect(packed.every((labels) => isAccepted(every, labels))).toBe(true);
  expect(isAccepted(every, packLabels(NO_OWNER, ANY_LABEL))).toBe(false);
  expect(packed.some((labels) => isAccepted(table.select({ owner: () => true, kind: () => false }), labels))).toBe(
    false,
  );
});

test("what has more harmonics than the scan has lanes for is left to the database", () => {
  expect(layOutScan(20, { harmonics: Array.from({ length: 10 }, (_, p) => p), steps: [0] })).toBeNull();
  expect(layOutScan(2_048, null)).toBeNull();
});

test("fewer rows than are wanted are all given", () => {
  const layout = layOutScan(16, null);
  if (layout === null) throw new Error("The vectors can be scanned.");
  const memory = createScanMemory();
  growTo(memory, 0, layout.stride);
  const query = drawUnit(16);
  const { numbers, scale } = writeQuery(layout, query);
  const tables = writeTables(layout, query);
  const found = scanVectors({
    memory,
    desk: 0,
    count: 3,
    layout,
    query: numbers,
    scale,
    tables,
    accepted: EVERY,
    acceptedCount: 3,
    most: 10,
  });
  expect([...found.places].sort()).toEqual([0, 1, 2]);
});
