import { loadConfig } from "../../config.ts";
import { runServer } from "../../run-server.ts";
import type { Command } from "../command.ts";

export const serveCommand: Command = {
  name: "serve",
  usage: `
Usage: ribin serve

Starts the API (docs page at /docs) and, unless RIBIN_WORKERS=off, the workers in the same process. Settings come from the
environment: docs/operations.md. Ends in order on SIGTERM or Ctrl-C.
`,
  options: {},
  positionals: { min: 0, max: 0 },
  async run() {
    await runServer(loadConfig());
  },
};
