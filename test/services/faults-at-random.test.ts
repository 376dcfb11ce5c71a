/** A small run of `npm run bench -- faults`: a random schedule of faults while uploads go on. */
import { describe, expect, test } from "@jest/globals";
import { runFaults } from "../../bench/faults/run-faults.ts";
import { findOwnServers } from "../support/own-servers.ts";

const FAULTS = 10;

(findOwnServers() ? describe : describe.skip)("faults at random", () => {
  test("whatever is taken away while uploads go on, nothing is lost, altered or done twice", async () => {
    const counts = await runFaults({ faults: FAULTS, seed: 1, minutes: 10 });
    const seconds = [...counts.recovery.values()].flat();
    expect(seconds).toHaveLength(FAULTS);
    expect(Math.max(...seconds)).toBeLessThan(30);
    expect(counts.acknowledged).toBeGreaterThan(3);
    expect(counts.answers.bare).toEqual([]);
    expect(counts).toMatchObject({ findings: [], lost: 0, altered: 0, doubled: 0, parked: 0, trailWhole: true });
  }, 600_000);
});
