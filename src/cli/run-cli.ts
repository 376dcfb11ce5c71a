import { RibinError } from "../domain/errors.ts";
import { type Command, type Output, parseInvocation } from "./command.ts";
import { accountCommand } from "./commands/account.ts";
import { compareCommand } from "./commands/compare.ts";
import { demoCommand } from "./commands/demo.ts";
import { evaluateCommand } from "./commands/evaluate.ts";
import { inspectCommand } from "./commands/inspect.ts";
import { jobsCommand } from "./commands/jobs.ts";
import { migrateCommand } from "./commands/migrate.ts";
import { serveCommand } from "./commands/serve.ts";
import { uploadCommand } from "./commands/upload.ts";
import { workCommand } from "./commands/work.ts";
import { describeFailure } from "./describe-failure.ts";

const COMMANDS: readonly Command[] = [
  demoCommand,
  serveCommand,
  workCommand,
  migrateCommand,
  accountCommand,
  jobsCommand,
  uploadCommand,
  inspectCommand,
  compareCommand,
  evaluateCommand,
];

function describeCommands(): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length));
  const lines = COMMANDS.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return `ribin: cross-border ballistic candidates, blind verification, hit reports\n\nUsage: ribin COMMAND [OPTIONS]\n\n${lines.join("\n")}\n\nribin COMMAND --help tells a command's options; docs/cli.md tells all.\n`;
}

/** Exit codes: 0 done; 1 the command could not do it; 2 the command line was not understood. */
export async function runCli(args: readonly string[], output: Output): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined) throw new RibinError("USAGE", "No command was given.");
    if (name === "--help" || name === "-h" || name === "help") {
      output.stdout.write(describeCommands());
      return 0;
    }
    const command = COMMANDS.find((candidate) => candidate.name === name);
    if (!command) throw new RibinError("USAGE", `There is no command "${name}".`);
    if (rest.includes("--help") || rest.includes("-h")) {
      output.stdout.write(`${command.usage.trim()}\n`);
      return 0;
    }
    await command.run(parseInvocation(command, rest, output));
    return 0;
  } catch (error) {
    output.stderr.write(`${describeFailure(error)}\n`);
    return error instanceof RibinError && error.code === "USAGE" ? 2 : 1;
  }
}
