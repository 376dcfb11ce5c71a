import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readX3p } from "../../src/analysis/x3p/read-x3p.ts";
import { RibinError } from "../../src/domain/errors.ts";

const root = process.env.RIBIN_DATASETS;
const available = root !== undefined && existsSync(root);
if (!available) console.info("RIBIN_DATASETS is not set: the real X3P files are left out.");

function listX3p(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".x3p"))
    .sort();
}

/** What the reader says of each file: its size and unit, or the code of its refusal. */
function describeOutcome(path: string): string {
  try {
    const record = readX3p(readFileSync(path));
    return `${record.surface.width}x${record.surface.height} ${record.detectedUnit ?? "unknown"}`;
  } catch (error) {
    if (error instanceof RibinError) return error.code;
    throw error;
  }
}

(available ? describe : describe.skip)("readX3p on real files", () => {
  const conformance: Record<string, string> = {
    "ISO5436-sample1.x3p": "4x4 unknown",
    "ISO5436-sample1_bin.x3p": "4x4 unknown",
    "ISO5436-sample2.x3p": "X3P_UNSUPPORTED",
    "csafe-logo.x3p": "X3P_CHECKSUM_MISMATCH",
    "pyramid.x3p": "5x5 unknown",
  };
  for (const [name, outcome] of Object.entries(conformance)) {
    it(`${name}: ${outcome}`, () => {
      expect(describeOutcome(join(root ?? "", "x3p-conformance", name))).toBe(outcome);
    });
  }

  it("reads every other scan in metres, and the raw heads as micrometres", () => {
    const scans = listX3p(root ?? "").filter((name) => !name.startsWith("x3p-conformance"));
    expect(scans.length).toBeGreaterThan(0);
    for (const name of scans) {
      const unit = name.includes("raw") ? "um" : "m";
      expect(`${name} ${describeOutcome(join(root ?? "", name))}`).toMatch(
        new RegExp(`^${name.replaceAll(".", "\\.")} \\d+x\\d+ ${unit}$`),
      );
    }
  });
});
