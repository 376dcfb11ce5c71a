import { runWorkers } from "../../../workers/run-workers.ts";
import { loadConfig } from "../../config.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Command } from "../command.ts";

export const workCommand: Command = {
  name: "work",
  usage: `
Usage: ribin work

Takes jobs from Redis and works them off; any number of such processes may run. Needs DATABASE_URL and REDIS_URL (and S3_* or
a shared RIBIN_DATA_DIR): docs/operations.md.
`,
  options: {},
  positionals: { min: 0, max: 0 },
  async run() {
    const config = loadConfig();
    if (config.redisUrl === null) {
      throw new RibinError(
        "CONFIGURATION_INVALID",
        "ribin work needs REDIS_URL and DATABASE_URL: without them `ribin serve` works by itself.",
      );
    }
    await runWorkers(config);
  },
};
