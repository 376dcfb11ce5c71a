import { expect } from "@jest/globals";
import type { RibinRun } from "./ribin-process.ts";

/** A user's mistake: a code and one sentence or two on one line of stderr, nothing on stdout, never a stack trace. */
export function expectRefusal(run: RibinRun, code: string, exitCode = code === "USAGE" ? 2 : 1): string {
  expect([run.code, run.stdout]).toEqual([exitCode, ""]);
  expect(run.stderr).toMatch(new RegExp(`^${code}: [^\n]{10,}[.!]\n$`));
  expect(run.stderr).not.toMatch(/ at .*[(:]\d+:\d+|node_modules|fault of the program/);
  return run.stderr;
}
