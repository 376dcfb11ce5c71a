/** Ends a test run with one plain line, "N passed, N failed, N skipped", that any CI can read. */
import { writeSync } from "node:fs";

export default class CountReporter {
  onRunComplete(_contexts, results) {
    // A suite that could not even be loaded has no failed test of its own, yet it is a failure.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`;
    // At exit, since jest prints its own summary after all reporters.
    process.once("exit", () => writeSync(1, line));
  }
}
