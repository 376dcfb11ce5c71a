import { expect } from "@jest/globals";

/** What `ribin demo --json` prints (docs/cli.md). */
export interface Demo {
  readonly exhibits: readonly {
    readonly label: string;
    readonly state: string;
    readonly firearm: string;
    readonly mates: number;
    readonly rankOfFirstMate: number | null;
    readonly bestMateScore: number | null;
    readonly bestOtherScore: number | null;
  }[];
  readonly failures: readonly { readonly label: string; readonly reason: string }[];
  readonly rank1: number;
  readonly crossBorderLinks: { readonly found: number; readonly missed: number; readonly false: number };
  readonly hits: number;
  readonly report: { readonly pdf: string; readonly json: string; readonly plot: string } | null;
  readonly seconds: Readonly<Record<"people" | "evidence" | "decisions" | "total", number>>;
}

export const EXHIBIT_MEMBERS = [
  "label",
  "state",
  "firearm",
  "mates",
  "rankOfFirstMate",
  "bestMateScore",
  "bestOtherScore",
];

/** No line of the service's log, which holds errors only, and no stack trace. */
export function expectNoErrorsIn(stderr: string): void {
  expect(stderr.split("\n").filter((line) => line.startsWith("{") || /^\s+at .*:\d+:\d+/.test(line))).toEqual([]);
}
