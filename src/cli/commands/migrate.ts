import { composeService } from "../../compose.ts";
import { loadConfig } from "../../config.ts";
import type { Command } from "../command.ts";

export const migrateCommand: Command = {
  name: "migrate",
  usage: `
Usage: ribin migrate

Runs the migrations that the database (DATABASE_URL, or the embedded one in RIBIN_DATA_DIR) still lacks, under a lock, and
ends. \`ribin serve\` and \`ribin work\` do the same when they start.
`,
  options: {},
  positionals: { min: 0, max: 0 },
  async run({ output }) {
    const service = await composeService(loadConfig());
    await service.close();
    output.stdout.write("The database is up to date.\n");
  },
};
