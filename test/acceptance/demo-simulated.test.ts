/** `ribin demo`: the whole main job on simulated evidence, as `npm run demo` runs it. */
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import sharp from "sharp";
import { type Demo, EXHIBIT_MEMBERS, expectNoErrorsIn } from "../support/demo-result.ts";
import { makeFolder } from "../support/evidence-files.ts";
import { captureRibin, type RibinRun } from "../support/ribin-process.ts";

jest.setTimeout(900_000);

let out: string;
let run: RibinRun;
let demo: Demo;
let leftBefore: string[];
const listLeft = () => readdirSync(tmpdir()).filter((name) => name.startsWith("ribin-demo-"));

beforeAll(async () => {
  leftBefore = listLeft();
  out = join(await makeFolder(), "report");
  run = await captureRibin(["demo", "--json", "--out", out]);
  if (run.code !== 0) throw new Error(run.stderr);
  demo = JSON.parse(run.stdout) as Demo;
});

describe("ribin demo --json", () => {
  test("finds a true mate first for every exhibit that has one", () => {
    expect(demo.exhibits).toHaveLength(12);
    for (const exhibit of demo.exhibits) {
      expect(Object.keys(exhibit)).toEqual(expect.arrayContaining(EXHIBIT_MEMBERS));
      if (exhibit.mates === 0) {
        expect([exhibit.rankOfFirstMate, exhibit.bestMateScore]).toEqual([null, null]);
      } else {
        expect(exhibit.rankOfFirstMate).toBe(1);
        expect(exhibit.bestMateScore).toBeGreaterThan(exhibit.bestOtherScore ?? 1);
      }
    }
    expect(demo.exhibits.filter((exhibit) => exhibit.mates === 0)).toHaveLength(2);
    expect(new Set(demo.exhibits.map((exhibit) => exhibit.state)).size).toBeGreaterThan(3);
    expect([demo.rank1, demo.failures]).toEqual([1, []]);
  });

  test("links the states' cases: none missed, none false, each a hit by two examiners", () => {
    // Three firings each of two firearms and two each of two others: 3 + 3 + 1 + 1 pairs, all between states.
    expect(demo.crossBorderLinks).toEqual({ found: 8, missed: 0, false: 0 });
    expect(demo.hits).toBe(8);
  });

  test("writes the hit report as PDF and JSON, and the plot", async () => {
    expect(demo.report).toEqual({
      pdf: join(out, "hit-report.pdf"),
      json: join(out, "hit-report.json"),
      plot: join(out, "comparison.png"),
    });
    const pdf = await readFile(join(out, "hit-report.pdf"));
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.subarray(-6).toString()).toMatch(/%%EOF/);
    const report = JSON.parse(await readFile(join(out, "hit-report.json"), "utf8"));
    expect(report).toMatchObject({ kind: "hit", document: expect.any(Object) });
    const { format, width } = await sharp(await readFile(join(out, "comparison.png"))).metadata();
    expect([format, (width ?? 0) > 400]).toEqual(["png", true]);
  });

  test("tells each step on stderr, its times, and no error; its service and folder are gone", async () => {
    for (const step of [1, 2, 3, 4, 5]) expect(run.stderr).toMatch(new RegExp(`^${step}\\. `, "m"));
    expectNoErrorsIn(run.stderr);
    const { people, evidence, decisions, total } = demo.seconds;
    for (const part of [people, evidence, decisions]) expect(part).toBeGreaterThan(0);
    expect(total).toBeCloseTo(people + evidence + decisions, 0);
    const url = /RIBIN core at (http:\S+),/.exec(run.stderr)?.[1] ?? "";
    await expect(fetch(url)).rejects.toThrow();
    expect(listLeft().filter((name) => !leftBefore.includes(name))).toEqual([]);
  });
});
