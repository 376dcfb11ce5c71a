/** The analysis tasks in this process: the same functions that the threads run. */
import { createSharpImageDecoder } from "../../../src/adapters/sharp/sharp-image-decoder.ts";
import { createAnalysisTasks } from "../../../src/usecases/analysis/create-analysis-tasks.ts";
import type { AnalysisTasks } from "../../../src/usecases/analysis/tasks.ts";
import type { Deps } from "../../../src/usecases/deps.ts";

export function openDirectPool(): Deps["pool"] {
  const tasks = createAnalysisTasks(createSharpImageDecoder());
  return {
    threads: 1,
    close: async () => {},
    async runTask(name, input) {
      const task = tasks[name] as (input: unknown) => Promise<unknown>;
      return (await task(input)) as AnalysisTasks[typeof name]["output"];
    },
  };
}
