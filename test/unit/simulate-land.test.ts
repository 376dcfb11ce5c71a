import { describe, expect, it } from "@jest/globals";
import { simulateFirearm } from "../../src/analysis/simulate/firearm.ts";
import { simulateBulletFiring, simulateLandFiring } from "../../src/analysis/simulate/land-firing.ts";
import type { Surface } from "../../src/analysis/surface.ts";

const firearm = simulateFirearm(21);
const other = simulateFirearm(22);

/** Medians of the rows near the middle, as second differences over 20 um: tilt vanishes, the crown is a constant. */
function readSignature(surface: Surface): number[] {
  const { width, height, values } = surface;
  const mean = Array.from({ length: width }, (_, x) => {
    const column = [];
    for (let y = Math.floor(height / 2) - 10; y < height / 2 + 10; y++) {
      const value = values[y * width + x];
      if (!Number.isNaN(value)) column.push(value);
    }
    column.sort((a, b) => a - b);
    return column[Math.floor(column.length / 2)];
  });
  // The middle millimetre: land only.
  return mean.slice(225, -225).map((value, i) => 2 * value - mean[i + 225 + 10] - mean[i + 225 - 10]);
}

/** Best correlation over lags up to 20 um. */
function correlateBest(a: number[], b: number[]): number {
  let best = -1;
  for (let lag = -10; lag <= 10; lag++) {
    const p = a.slice(10, -10);
    const q = b.slice(10 + lag, b.length - 10 + lag);
    const meanP = p.reduce((s, v) => s + v, 0) / p.length;
    const meanQ = q.reduce((s, v) => s + v, 0) / q.length;
    let pq = 0;
    let pp = 0;
    let qq = 0;
    for (let i = 0; i < p.length; i++) {
      pq += (p[i] - meanP) * (q[i] - meanQ);
      pp += (p[i] - meanP) ** 2;
      qq += (q[i] - meanQ) ** 2;
    }
    best = Math.max(best, pq / Math.sqrt(pp * qq));
  }
  return best;
}

describe("simulateLandFiring", () => {
  const first = simulateLandFiring(firearm, 0, 1, { shift: 0 });

  it("repeats the striae of its land and not those of another land or firearm", () => {
    const signature = readSignature(first);
    const same = correlateBest(signature, readSignature(simulateLandFiring(firearm, 0, 2, { shift: 0 })));
    const nextLand = correlateBest(signature, readSignature(simulateLandFiring(firearm, 1, 1, { shift: 0 })));
    const elsewhere = correlateBest(signature, readSignature(simulateLandFiring(other, 0, 1, { shift: 0 })));
    expect(same).toBeGreaterThan(0.6);
    expect(nextLand).toBeLessThan(0.45);
    expect(elsewhere).toBeLessThan(0.45);
  });

  it("has a crown, two shoulders and 2 um between points", () => {
    expect(first).toMatchObject({ incrementX: 2e-6, width: 950, height: 250 });
    const row = first.values.subarray(125 * 950, 126 * 950);
    const meanOf = (from: number, to: number) => {
      const part = row.subarray(from, to).filter((value) => !Number.isNaN(value));
      return part.reduce((sum, value) => sum + value, 0) / part.length;
    };
    const left = meanOf(120, 150);
    const middle = meanOf(460, 490);
    const groove = meanOf(40, 70);
    expect(middle - left).toBeGreaterThan(20e-6);
    expect(groove - left).toBeGreaterThan(10e-6);
  });

  it("scrapes a patch where tank rash is asked for, and only there", () => {
    const scraped = simulateLandFiring(firearm, 0, 1, { shift: 0, tankRash: true });
    let changed = 0;
    let present = 0;
    for (let i = 0; i < first.values.length; i++) {
      if (Number.isNaN(first.values[i] + scraped.values[i])) continue;
      present++;
      if (Math.abs(first.values[i] - scraped.values[i]) > 3e-6) changed++;
    }
    expect(changed / present).toBeGreaterThan(0.01);
    expect(changed / present).toBeLessThan(0.3);
  });

  it("refuses a land that the firearm does not have", () => {
    expect(() => simulateLandFiring(firearm, 6, 1)).toThrow(RangeError);
  });
});

describe("simulateBulletFiring", () => {
  it("gives every land once, in the order of rotation", () => {
    const lands = simulateBulletFiring(firearm, 5);
    expect(lands).toHaveLength(6);
    const alone = firearm.lands.map((_, land) => simulateLandFiring(firearm, land, 5));
    const places = lands.map((scan) =>
      alone.findIndex((one) => Buffer.from(one.values.buffer).equals(Buffer.from(scan.values.buffer))),
    );
    expect(places.map((place) => (place - places[0] + 6) % 6)).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
