/** Which tiles of a large image a screen needs, and where they lie. */
import { describe, expect, test } from "@jest/globals";
import {
  alignToScreen,
  fitView,
  keepView,
  listTiles,
  panBy,
  pickLevel,
  refitView,
  type TileLevels,
  zoomBy,
} from "../../src/web/viewers/tile-geometry.ts";
import { makeTileStore, PLAIN, toneCurve } from "../../src/web/viewers/tile-store.ts";

const IMAGE: TileLevels = {
  tileSize: 512,
  levels: [
    { width: 5001, height: 3001 },
    { width: 2500, height: 1500 },
    { width: 1250, height: 750 },
    { width: 625, height: 375 },
  ],
};
const WINDOW = { width: 800, height: 600 };

describe("tiles", () => {
  test("of the whole image are few, cover it, and lie edge to edge", () => {
    const view = fitView(IMAGE, WINDOW);
    const level = pickLevel(IMAGE, view, 1);
    expect(level).toBe(2);
    const tiles = listTiles(IMAGE, view, level, WINDOW);
    expect(tiles).toHaveLength(6);
    const right = Math.max(...tiles.map(({ left, width }) => left + width));
    const left = Math.min(...tiles.map((tile) => tile.left));
    expect([left, right]).toEqual([expect.closeTo(8, 6), expect.closeTo(792, 6)]);
    const [one, next] = [0, 1].map((column) => tiles.find((tile) => tile.row === 0 && tile.column === column)!);
    expect(one!.left + one!.width).toBeCloseTo(next!.left, 9);
    // Nearest to the middle first.
    expect(tiles[0]).toMatchObject({ column: 1 });
  });

  test("of a part are those in the window alone, of the level with a pixel for each of the screen's", () => {
    const view = { x: 2_500, y: 1_500, scale: 1 };
    expect([pickLevel(IMAGE, view, 1), pickLevel(IMAGE, { ...view, scale: 0.5 }, 2)]).toEqual([0, 0]);
    expect([pickLevel(IMAGE, { ...view, scale: 0.5 }, 1), pickLevel(IMAGE, { ...view, scale: 0.01 }, 1)]).toEqual([
      1, 3,
    ]);
    const tiles = listTiles(IMAGE, view, 0, WINDOW);
    expect(tiles.length).toBeLessThanOrEqual(9);
    for (const tile of tiles) {
      expect(tile.left < WINDOW.width && tile.left + tile.width > 0).toBe(true);
      expect(tile.top < WINDOW.height && tile.top + tile.height > 0).toBe(true);
    }
    expect(listTiles(IMAGE, { x: 5_000, y: 3_000, scale: 16 }, 0, WINDOW)).toHaveLength(1);
  });
});

test("an image that was shown whole is shown whole in a window of another size, and one that was looked at closely stays as it is", () => {
  const wide = { width: 1200, height: 500 };
  const whole = fitView(IMAGE, WINDOW);
  const refitted = refitView(whole, IMAGE, { from: WINDOW, to: wide });
  expect(refitted).toEqual(fitView(IMAGE, wide));
  expect(refitted.scale).not.toBe(whole.scale);
  // There and back it is the same.
  expect(refitView(refitted, IMAGE, { from: wide, to: WINDOW })).toEqual(whole);
  const close = { x: 900, y: 700, scale: 2 };
  expect(refitView(close, IMAGE, { from: WINDOW, to: wide })).toEqual(close);
  // A small image is not drawn larger than the most: that is its whole view.
  const small: TileLevels = { tileSize: 512, levels: [{ width: 10, height: 10 }] };
  const least = keepView(fitView(small, WINDOW), small, WINDOW);
  expect(refitView(least, small, { from: WINDOW, to: { width: 100, height: 80 } }).scale).toBeCloseTo(7.84, 6);
});

test("what lies under the hand stays there when it is zoomed, and the image stays in reach", () => {
  const view = { x: 100, y: 200, scale: 0.5 };
  const from = { x: 30, y: -40 };
  const at = (of: typeof view) => [of.x + from.x / of.scale, of.y + from.y / of.scale];
  const zoomed = zoomBy(view, 3, from);
  expect(at(zoomed)).toEqual(at(view).map((value) => expect.closeTo(value, 9)));
  expect(panBy(view, 10, 0).x).toBe(80);
  const far = keepView({ x: -50, y: 9_999, scale: 99 }, IMAGE, WINDOW);
  expect(far).toEqual({ x: 0, y: 3_001, scale: 16 });
  expect(keepView({ x: 0, y: 0, scale: 1e-6 }, IMAGE, WINDOW).scale).toBeGreaterThan(0.05);
});

test("each pixel of the image lies on pixels of the screen, where it has one at least, within half a pixel of where it was", () => {
  const edge = ({ x, scale }: { x: number; scale: number }, side: number, density: number) =>
    (side / 2 - x * scale) * density;
  for (const [side, density, scale, x] of [
    [801, 1, 1, 2_500.5],
    [800, 1, 4, 100.3],
    [333, 2, 0.5, 77.7],
  ] as const) {
    const view = { x, y: x, scale };
    const aligned = alignToScreen(view, { width: side, height: side }, density);
    expect(aligned.y).toBeCloseTo(aligned.x, 9);
    expect(edge(aligned, side, density)).toBeCloseTo(Math.round(edge(aligned, side, density)), 6);
    expect(Math.abs(edge(aligned, side, density) - edge(view, side, density))).toBeLessThanOrEqual(0.5 + 1e-6);
  }
  const whole = { x: 10.2, y: 5.1, scale: 0.4 };
  expect(alignToScreen(whole, WINDOW, 1)).toBe(whole);
});

test("tones leave black, white and a plain image, and turn about middle grey", () => {
  expect([...toneCurve(PLAIN)]).toEqual(Array.from({ length: 256 }, (_, i) => i));
  const hard = toneCurve({ contrast: 4, gamma: 1 });
  expect([hard[0], hard[90], hard[255]]).toEqual([0, 0, 255]);
  expect(toneCurve({ contrast: 1, gamma: 2 })[64]).toBe(128);
});

test("tiles come a few at a time, those no longer needed are left, and a failed one is not asked for again", async () => {
  const asked: string[] = [];
  const faults: unknown[] = [];
  const open = new Map<string, { done: (bitmap: { close(): void }) => void; fail: (error: Error) => void }>();
  const bitmap = { close: () => {} };
  const store = makeTileStore({
    load: ({ column }, signal) =>
      new Promise((done, fail) => {
        asked.push(`${column}`);
        signal.addEventListener("abort", () => fail(new Error("aborted")));
        open.set(`${column}`, { done, fail });
      }),
    setTone: (image: { close(): void }) => image,
    onLoaded: () => {},
    onFault: (error) => faults.push(error),
  });
  const places = Array.from({ length: 9 }, (_, column) => ({ level: 0, column, row: 0 }));
  const settle = () => new Promise((done) => setImmediate(done));
  store.want(places);
  expect(asked).toHaveLength(6);
  open.get("0")!.done(bitmap);
  open.get("1")!.fail(new Error("gone"));
  await settle();
  expect([asked.length, faults.length, store.find(places[0]!, PLAIN)]).toEqual([8, 1, bitmap]);
  // Elsewhere now: the others are not waited for.
  const elsewhere = [{ level: 0, column: 20, row: 0 }, places[1]!];
  store.want(elsewhere);
  await settle();
  expect([asked.at(-1), asked.length, faults.length]).toEqual(["20", 9, 1]);
  // But when somebody asks for it.
  store.again();
  expect([asked.at(-1), asked.length]).toEqual(["1", 10]);
  store.dispose();
});
