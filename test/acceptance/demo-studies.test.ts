/** The demonstration and the evaluation on the public studies, where RIBIN_DATASETS names their folder. */
import { join } from "node:path";
import { describe, expect, jest, test } from "@jest/globals";
import { type Demo, expectNoErrorsIn } from "../support/demo-result.ts";
import { makeFolder } from "../support/evidence-files.ts";
import { expectRefusal } from "../support/expect-refusal.ts";
import { captureRibin, runRibinJson } from "../support/ribin-process.ts";

jest.setTimeout(1_800_000);

const datasets = process.env.RIBIN_DATASETS ?? "";
if (datasets === "") process.stderr.write("The public studies are left out: RIBIN_DATASETS names no folder.\n");
const at = (...names: string[]) => join(datasets, ...names);

(datasets === "" ? describe.skip : describe)("on the public data", () => {
  test("every sample of X3P is read, or refused with the right reason", async () => {
    const inspect = (name: string) => captureRibin(["inspect", at("x3p-conformance", name), "--json"]);
    // Text and binary matrices of the same surface, and integer axes.
    for (const [name, width] of [
      ["ISO5436-sample1.x3p", 4],
      ["ISO5436-sample1_bin.x3p", 4],
      ["pyramid.x3p", 5],
    ] as const) {
      const { code, stdout } = await inspect(name);
      expect([name, code]).toEqual([name, 0]);
      expect(JSON.parse(stdout)).toMatchObject({ format: "X3P", width, height: width, detectedUnit: null });
    }
    expect(expectRefusal(await inspect("ISO5436-sample2.x3p"), "X3P_UNSUPPORTED")).toMatch(/point cloud/);
    expect(expectRefusal(await inspect("csafe-logo.x3p"), "X3P_CHECKSUM_MISMATCH")).toMatch(/main\.xml/);
  });

  test("a file in micrometres is recognised", async () => {
    const found = await runRibinJson(["inspect", at("breech-face", "raw", "K013sA1.x3p")]);
    expect(found).toMatchObject({ declaredUnit: "m", detectedUnit: "um", width: 769, height: 749 });
  });

  test.each(["fadul", "weller"])("evaluate %s --rotate 1 separates all sources", async (study) => {
    const found = await runRibinJson<{ auc: number; rank1: number; failures: { file: string }[] }>([
      "evaluate",
      at("breech-face", study),
      "--rotate",
      "1",
      "--mode",
      "pairs",
    ]);
    expect(found.auc).toBeGreaterThanOrEqual(0.99);
    expect(found.rank1).toBe(1);
    // A pair that is not comparable is listed by both names and scores 0; every file was read and prepared.
    expect(found.failures.filter(({ file }) => !file.includes(", "))).toEqual([]);
  });

  test("demo --data fadul: a true mate first for every exhibit, no link missed, none false", async () => {
    const { code, stdout, stderr } = await captureRibin([
      "demo",
      "--data",
      at("breech-face", "fadul"),
      "--json",
      "--out",
      join(await makeFolder(), "report"),
    ]);
    expectNoErrorsIn(stderr);
    expect(code).toBe(0);
    const demo = JSON.parse(stdout) as Demo;
    expect(demo.exhibits).toHaveLength(40);
    expect(demo.exhibits.filter((exhibit) => exhibit.mates > 0 && exhibit.rankOfFirstMate !== 1)).toEqual([]);
    expect([demo.rank1, demo.failures, demo.crossBorderLinks.false]).toEqual([1, [], 0]);
    expect(demo.report).not.toBeNull();
  });
});
