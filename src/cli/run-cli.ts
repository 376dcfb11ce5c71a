import { RibinError } from "../domain/errors.ts";
import { type Command, type Output, parseInvocation } from "./command.ts";
import { describeFailure } from "./describe-failure.ts";

interface Entry {
  readonly name: string;
  /** One line for `ribin --help`. */
  readonly summary: string;
  /** Loaded only where it is the one to run: a command starts in a tenth of a second, the service in one. */
  load(): Promise<Command>;
}

const COMMANDS: readonly Entry[] = [
  {
    name: "demo",
    summary: "run the whole main job, on simulated or real evidence",
    load: async () => (await import("./commands/demo.ts")).demoCommand,
  },
  {
    name: "serve",
    summary: "start the API, and the workers unless RIBIN_WORKERS=off",
    load: async () => (await import("./commands/serve.ts")).serveCommand,
  },
  {
    name: "work",
    summary: "start workers as a process of their own",
    load: async () => (await import("./commands/work.ts")).workCommand,
  },
  {
    name: "migrate",
    summary: "bring the database up to this version",
    load: async () => (await import("./commands/migrate.ts")).migrateCommand,
  },
  {
    name: "account",
    summary: "make the first account (operator only)",
    load: async () => (await import("./commands/account.ts")).accountCommand,
  },
  {
    name: "jobs",
    summary: "list failed jobs and retry them (operator only)",
    load: async () => (await import("./commands/jobs.ts")).jobsCommand,
  },
  {
    name: "models",
    summary: "list, switch and drop search models (operator only)",
    load: async () => (await import("./commands/models.ts")).modelsCommand,
  },
  {
    name: "keys",
    summary: "list and renew the keys under which stored files are sealed (operator only)",
    load: async () => (await import("./commands/keys.ts")).keysCommand,
  },
  {
    name: "backup",
    summary: "copy the database and the stored files, or verify such a copy (operator only)",
    load: async () => (await import("./commands/backup.ts")).backupCommand,
  },
  {
    name: "restore",
    summary: "restore a backup into an empty system and compare (operator only)",
    load: async () => (await import("./commands/restore.ts")).restoreCommand,
  },
  {
    name: "audit",
    summary: "verify the audit trail, or export it (operator and auditor)",
    load: async () => (await import("./commands/audit.ts")).auditCommand,
  },
  {
    name: "report",
    summary: "check that a report is genuine, unchanged and not withdrawn",
    load: async () => (await import("./commands/report.ts")).reportCommand,
  },
  {
    name: "state",
    summary: "export all that a state owns, verify and import it (operator only)",
    load: async () => (await import("./commands/state.ts")).stateCommand,
  },
  {
    name: "exchange",
    summary: "export your state's evidence as XML or CSV, and import it",
    load: async () => (await import("./commands/exchange.ts")).exchangeCommand,
  },
  {
    name: "bundle",
    summary: "make a signed, encrypted bundle without a server, and send it later",
    load: async () => (await import("./commands/bundle.ts")).bundleCommand,
  },
  {
    name: "upload",
    summary: "send an image or scan to a server",
    load: async () => (await import("./commands/upload.ts")).uploadCommand,
  },
  {
    name: "inspect",
    summary: "tell what a scan or image is and how good",
    load: async () => (await import("./commands/inspect.ts")).inspectCommand,
  },
  {
    name: "segment",
    summary: "find the parts of a case head or a land and draw them",
    load: async () => (await import("./commands/segment.ts")).segmentCommand,
  },
  {
    name: "compare",
    summary: "compare two marks and draw why",
    load: async () => (await import("./commands/compare.ts")).compareCommand,
  },
  {
    name: "evaluate",
    summary: "measure the methods on a labelled study",
    load: async () => (await import("./commands/evaluate.ts")).evaluateCommand,
  },
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
    const entry = COMMANDS.find((candidate) => candidate.name === name);
    if (!entry) throw new RibinError("USAGE", `There is no command "${name}".`);
    const command = await entry.load();
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
