/** What is no pair of comparable lands is refused with a reason; it never gets a score that looks like one. */
import { beforeAll, describe, expect, it } from "@jest/globals";
import { compareLands } from "../../src/analysis/compare/land-compare.ts";
import { prepareLand } from "../../src/analysis/compare/land-prepare.ts";
import type { PreparedMark } from "../../src/analysis/compare/prepared-mark.ts";
import { decodePreparedMark, encodePreparedMark } from "../../src/analysis/compare/prepared-mark-codec.ts";
import { createRandom } from "../../src/analysis/random.ts";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { simulateLandFiring } from "../../src/analysis/simulate/land-firing.ts";
import type { Surface } from "../../src/analysis/surface.ts";

const firearm = simulateFirearm(91);
const prepare = (surface: Surface): PreparedMark => prepareLand(surface, { scaleKnown: true });
const scan = simulateLandFiring(firearm, 0, 1, { shift: 0 });
const again = simulateLandFiring(firearm, 0, 2, { shift: 0 });
let query: PreparedMark;

function reasonOf(surface: Surface): string {
  const outcome = compareLands(query, prepare(surface));
  return outcome.comparable ? `scored ${outcome.score}` : outcome.reason;
}

/** Each value by the column and row it stands in. */
function redraw(surface: Surface, draw: (x: number, y: number, value: number) => number): Surface {
  const { width } = surface;
  return { ...surface, values: surface.values.map((value, i) => draw(i % width, Math.floor(i / width), value)) };
}

/** Keeps the columns from..to. */
function crop(surface: Surface, from: number, to: number): Surface {
  const width = to - from;
  const values = new Float32Array(width * surface.height);
  for (let y = 0; y < surface.height; y++) {
    values.set(surface.values.subarray(y * surface.width + from, y * surface.width + to), y * width);
  }
  return { ...surface, width, values };
}

describe("scans that are no land", () => {
  const random = createRandom(17);
  const crown = (x: number): number => -(((x - 475) * 2e-6) ** 2 / 9e-3);
  beforeAll(() => {
    query = prepare(scan);
  });

  it.each<[string, Surface]>([
    ["nothing", redraw(scan, () => Number.NaN)],
    ["a flat blank", redraw(scan, () => 0)],
    ["a polished blank with the instrument's noise", redraw(scan, (x) => crown(x) + 0.02e-6 * random.normal())],
    ["noise", redraw(scan, () => 2e-6 * random.normal())],
    ["a groove alone: the crown and the grain of the jacket", redraw(scan, (x) => crown(x) + 0.3e-6 * random.normal())],
  ])("%s: no striae", (_, surface) => {
    expect(reasonOf(surface)).toMatch(/No striae|Too little of the land/);
  });
});

describe("scans of a land that do not fit", () => {
  beforeAll(() => {
    query = prepare(scan);
  });

  it("compares the same land, to have something to refuse", () => {
    expect(reasonOf(again)).toMatch(/^scored 0\.[6-9]/);
  });

  it("refuses the two ends of a land, which overlap by less than a fifth", () => {
    const middle = scan.width / 2;
    const left = prepare(crop(scan, 0, middle + 50));
    const right = prepare(crop(again, middle - 50, scan.width));
    const outcome = compareLands(left, right);
    expect(outcome).toMatchObject({
      comparable: false,
      reason: expect.stringMatching(/nothing says that they overlap/),
    });
  });

  it("refuses a sliver of a land", () => {
    expect(reasonOf(crop(again, 0, 240))).toMatch(/Too little of the land|No striae/);
  });

  it("refuses another scale: the land is half as wide as the other", () => {
    expect(reasonOf({ ...again, incrementX: 1e-6, incrementY: 1e-6 })).toMatch(/mm wide.*wrong scale/);
  });

  it("turns a land whose axes are swapped, and compares it", () => {
    const { width, height } = again;
    const values = new Float32Array(width * height);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) values[x * height + y] = again.values[y * width + x];
    expect(reasonOf({ ...again, width: height, height: width, values })).toMatch(/^scored 0\.[6-9]/);
  });

  it("refuses a mirrored or upside-down scan and says so", () => {
    const mirrored = redraw(again, (x, y) => again.values[y * again.width + again.width - 1 - x]);
    const turned = redraw(again, (x, y) => again.values[(again.height - 1 - y) * again.width + again.width - 1 - x]);
    for (const surface of [mirrored, turned]) expect(reasonOf(surface)).toMatch(/upside down or mirrored/);
  });

  it("refuses the negative cast that nobody flagged and says so", () => {
    const { profile, surface } = query;
    const cast: PreparedMark = {
      ...query,
      surface: { ...surface, values: surface.values.map((z) => -z).reverse() },
      profile: (profile ?? new Float32Array()).map((z) => -z).reverse(),
    };
    const outcome = compareLands(query, cast);
    expect(outcome).toMatchObject({ comparable: false, reason: expect.stringMatching(/cast/) });
  });

  it("keeps what it knows of the shoulders in a stored mark", () => {
    const mark = prepare(crop(scan, 0, scan.width / 2 + 50));
    expect(mark.shoulders).toEqual({ left: true, right: false });
    expect(decodePreparedMark(encodePreparedMark(mark)).shoulders).toEqual(mark.shoulders);
  });
});
