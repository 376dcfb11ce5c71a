import { describe, expect, it } from "@jest/globals";
import { closeMask } from "../../src/analysis/quality/find-outline.ts";
import { createRandom } from "../../src/analysis/random.ts";

function parse(...rows: string[]): { mask: Uint8Array; width: number; height: number } {
  return {
    mask: Uint8Array.from(rows.join(""), (cell) => (cell === "#" ? 1 : 0)),
    width: rows[0].length,
    height: rows.length,
  };
}
function close(radius: number, ...rows: string[]): string[] {
  const { mask, width, height } = parse(...rows);
  const closed = Array.from(closeMask(mask, width, height, radius), (value) => (value ? "#" : ".")).join("");
  return rows.map((_, y) => closed.slice(y * width, (y + 1) * width));
}

describe("closeMask", () => {
  it("fills gaps narrower than the square and leaves the outside alone", () => {
    expect(close(1, ".......", ".##.##.", ".##.##.", ".#####.", ".......")).toEqual([
      ".......",
      ".#####.",
      ".#####.",
      ".#####.",
      ".......",
    ]);
  });

  it("keeps a hole that is wider than the square", () => {
    const ring = ["#######", "#.....#", "#.....#", "#.....#", "#.....#", "#.....#", "#######"];
    expect(close(1, ...ring)).toEqual(ring);
    expect(close(3, ...ring)).toEqual(ring.map(() => "#######"));
  });

  it("does not eat a mask that touches the edge, nor grow an empty one", () => {
    expect(close(2, "##..", "##..", "....", "....")).toEqual(["##..", "##..", "....", "...."]);
    expect(close(2, "....", "....")).toEqual(["....", "...."]);
    expect(close(2, "####", "####")).toEqual(["####", "####"]);
  });

  it("agrees with the definition, point by point, on random masks", () => {
    const width = 23;
    const height = 17;
    const random = createRandom(7);
    for (const radius of [1, 2, 4]) {
      const mask = Uint8Array.from({ length: width * height }, () => (random.uniform() < 0.2 ? 1 : 0));
      // On an unbounded plane: a point is kept if every square that covers it holds a point of the mask.
      const at = (x: number, y: number): number =>
        x >= 0 && x < width && y >= 0 && y < height ? mask[y * width + x] : 0;
      const holds = (x: number, y: number, test: (x: number, y: number) => boolean): boolean => {
        for (let dy = -radius; dy <= radius; dy++)
          for (let dx = -radius; dx <= radius; dx++) if (test(x + dx, y + dy)) return true;
        return false;
      };
      const isNear = (x: number, y: number): boolean => holds(x, y, (u, v) => at(u, v) === 1);
      const expected = mask.map((_, i) => (holds(i % width, Math.floor(i / width), (x, y) => !isNear(x, y)) ? 0 : 1));
      expect(closeMask(mask, width, height, radius)).toEqual(expected);
    }
  });
});
