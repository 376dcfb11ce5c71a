/** The analysis tasks that a request waits for, in this process: the same functions that the threads run. */
import { createSharpImageDecoder } from "../../../src/adapters/sharp/sharp-image-decoder.ts";
import type { AnalysisTasks } from "../../../src/usecases/analysis/tasks.ts";
import { decodeEvidence, inspectEvidence } from "../../../src/usecases/decode-evidence.ts";
import type { Deps } from "../../../src/usecases/deps.ts";

export function openDirectPool(): Deps["pool"] {
  const decoder = createSharpImageDecoder();
  const tasks: { [Name in keyof AnalysisTasks]?: (input: AnalysisTasks[Name]["input"]) => Promise<unknown> } = {
    async inspectEvidence({ bytes, statement, asEvidence }) {
      if (asEvidence) await decodeEvidence(bytes, statement, decoder);
      return inspectEvidence(bytes, statement, decoder);
    },
  };
  return {
    threads: 1,
    close: async () => {},
    async runTask(name, input) {
      const task = tasks[name] as ((input: unknown) => Promise<unknown>) | undefined;
      if (task === undefined) throw new Error(`No request of the API runs ${name}.`);
      return (await task(input)) as AnalysisTasks[typeof name]["output"];
    },
  };
}
