import { runWorkers } from "../../../workers/run-workers.ts";
import { loadConfig } from "../../config.ts";
import { RibinError } from "../../domain/errors.ts";
import { QUEUE_NAMES } from "../../jobs/queues.ts";
import { type Command, readText } from "../command.ts";

export const workCommand: Command = {
  name: "work",
  usage: `
Usage: ribin work [--queues LIST]

Takes jobs from Redis and works them off; any number of such processes may run. Needs DATABASE_URL and REDIS_URL (and S3_* or
a shared RIBIN_DATA_DIR): docs/operations.md.

  --queues LIST  Only these, separated by commas: ${QUEUE_NAMES.join(", ")}.
                 Other processes must take the rest. As RIBIN_QUEUES, before which it goes.
`,
  options: { queues: { type: "string" } },
  positionals: { min: 0, max: 0 },
  async run({ options }) {
    const queues = readText(options, "queues");
    const config = loadConfig(undefined, { RIBIN_QUEUES: queues });
    if (config.redisUrl === null) {
      throw new RibinError(
        "CONFIGURATION_INVALID",
        "ribin work needs REDIS_URL and DATABASE_URL: without them `ribin serve` works by itself.",
      );
    }
    await runWorkers(config);
  },
};
