import { validate as isUuid } from "uuid";
import { composeService } from "../../compose.ts";
import { loadConfig } from "../../config.ts";
import { SYSTEM_ACTOR } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { listJobs } from "../../usecases/jobs/list-jobs.ts";
import { retryJob } from "../../usecases/jobs/retry-job.ts";
import type { Command } from "../command.ts";
import { formatTable, writeResult } from "../write-result.ts";

const USAGE = `
Usage: ribin jobs list [--json]
       ribin jobs retry ID

Lists the jobs that failed for good, with their reasons, or puts one back to work, on the database that the settings name.
`;

export const jobsCommand: Command = {
  name: "jobs",
  usage: USAGE,
  options: { json: { type: "boolean" } },
  positionals: { min: 1, max: 2 },
  async run({ options, positionals, output }) {
    const [verb, id] = positionals;
    if (!(verb === "list" && id === undefined) && !(verb === "retry" && id !== undefined)) {
      throw new RibinError("USAGE", "ribin jobs knows: list, and retry ID.");
    }
    if (id !== undefined && !isUuid(id)) throw new RibinError("USAGE", `"${id}" is not the id of a job.`);
    const context = { actor: SYSTEM_ACTOR, requestId: "cli" };
    const service = await composeService(loadConfig());
    try {
      if (verb === "retry" && id !== undefined) {
        await retryJob(service.deps, context, { jobId: id });
        output.stdout.write(`Job ${id} is pending again.\n`);
        return;
      }
      const { items } = await listJobs(service.deps, context, { state: "failed", limit: 200 });
      const rows = items.map((job) => [job.id, job.name, job.attempt, job.reason ?? ""]);
      writeResult(output, options.json === true, items, () =>
        items.length === 0 ? "No job has failed." : formatTable(["job", "name", "attempt", "reason"], rows),
      );
    } finally {
      await service.close();
    }
  },
};
