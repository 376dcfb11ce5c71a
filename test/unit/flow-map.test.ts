/** The map of flows: the same text for the same flows, every state on it, and nothing that a name could break out of. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { SaxesParser } from "saxes";
import { drawFlowMap } from "../../src/api/representations/draw-flow-map.ts";
import { escapeXml } from "../../src/api/representations/escape-xml.ts";
import { placeArc, sumFlows } from "../../src/api/representations/place-arc.ts";
import { REGION_SIZE, STATE_OUTLINES } from "../../src/api/representations/region-outlines.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { STATE_CODES } from "../../src/domain/vocabulary.ts";

const PERIOD = { from: "2026-01-01", to: "2027-01-01" };
const ROWS = [
  { fromState: "JM", toState: "HT", directed: true, hits: 4 },
  { fromState: "TT", toState: "BB", directed: false, hits: 1 },
  { fromState: "JM", toState: "HT", directed: true, hits: 5 },
] as const;

function parse(svg: string): { tags: Map<string, number>; texts: string[] } {
  const [tags, texts] = [new Map<string, number>(), [] as string[]];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => tags.set(name, (tags.get(name) ?? 0) + 1));
  parser.on("text", (text) => texts.push(text));
  parser.write(svg).close();
  return { tags, texts };
}

describe("the map", () => {
  test("has an outline and a place for every state, the smallest islands too, within the picture", () => {
    for (const code of STATE_CODES) {
      const { path, place } = STATE_OUTLINES[code];
      expect([code, /^M[\d.]+ [\d.]+(L[\d.]+ [\d.]+){2,}Z/.test(path)]).toEqual([code, true]);
      for (const [at, size] of [REGION_SIZE.width, REGION_SIZE.height].entries()) {
        expect(place[at]).toBeGreaterThan(0);
        expect(place[at]).toBeLessThan(size);
      }
    }
    // North is up and east is right.
    expect(STATE_OUTLINES.BM.place[1]).toBeLessThan(STATE_OUTLINES.BS.place[1]);
    expect(STATE_OUTLINES.TT.place[1]).toBeGreaterThan(STATE_OUTLINES.GD.place[1]);
    expect(STATE_OUTLINES.BZ.place[0]).toBeLessThan(STATE_OUTLINES.JM.place[0]);
  });

  test.each(LANGUAGES)("is well formed and the same each time, in %s", (language) => {
    const svg = drawFlowMap({ ...PERIOD, rows: ROWS }, language);
    expect(drawFlowMap({ ...PERIOD, rows: ROWS.toReversed() }, language)).toBe(svg);
    const { texts } = parse(svg);
    for (const code of STATE_CODES) expect(texts).toContain(code);
    // Months of one flow are one line.
    expect(texts.filter((text) => text === "9")).toHaveLength(1);
    expect(svg).not.toMatch(/undefined|NaN|\{(from|to|hits)\}/);
  });

  test("says so where there is no flow", () => {
    expect(drawFlowMap({ ...PERIOD, rows: [] }, "en")).toContain("No hits between states in this period.");
  });

  test("is made of outlines that the script draws again, byte for byte", () => {
    const folder = mkdtempSync(join(tmpdir(), "ribin-region-"));
    const file = join(folder, "region-outlines.ts");
    execFileSync(process.execPath, ["scripts/draw-region.mjs", file]);
    const drawn = readFileSync(file, "utf8");
    rmSync(folder, { recursive: true });
    expect(drawn === readFileSync("src/api/representations/region-outlines.ts", "utf8")).toBe(true);
  });
});

describe("a flow", () => {
  test("is summed over its months, each direction by itself, the greatest last", () => {
    const rows = [...ROWS, { fromState: "HT", toState: "JM", directed: true, hits: 2 } as const];
    const sums = sumFlows(rows).map(({ fromState, toState, hits }) => [fromState, toState, hits]);
    expect(sums).toEqual([
      ["TT", "BB", 1],
      ["HT", "JM", 2],
      ["JM", "HT", 9],
    ]);
  });

  test("and the opposite one do not lie on each other", () => {
    const [there, back] = [ROWS[0], { ...ROWS[0], fromState: "HT", toState: "JM" } as const].map(
      (flow) => placeArc(flow).middle,
    );
    expect(Math.hypot(there![0] - back![0], there![1] - back![1])).toBeGreaterThan(15);
  });
});

test("text in XML stays text", () => {
  expect(escapeXml(`<a b="c">&\u0000\ud800`)).toBe("&lt;a b=&quot;c&quot;&gt;&amp;\ufffd\ufffd");
});
