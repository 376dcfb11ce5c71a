/** Processes of the program as an operator starts them, from this very build. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { findPackageRoot } from "../../src/adapters/package-root.ts";

/** As docs/operations.md says of worker processes. */
const WORKER = ["nice", "-n", "10", process.execPath, "--single-threaded"];
/** Under a test runner, which runs the sources, it is the last build's. */
const PROGRAM = import.meta.url.endsWith(".js")
  ? fileURLToPath(new URL("../../src/cli.js", import.meta.url))
  : join(findPackageRoot(), "dist", "src", "cli.js");

export interface ServiceProcess {
  readonly pid: number;
  /** What the line of its log with that message says beside it. */
  waitForLine(message: string): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
  /** Without a word. */
  kill(): Promise<void>;
  /** What it said last, where it ended by itself; null while it runs, or where it was stopped. */
  readOwnEnd(): string | null;
}

/** Starts `ribin COMMAND` with nothing in its environment but what is given. */
export function startService(command: string, environment: Readonly<Record<string, string>>): ServiceProcess {
  const [program = "", ...flags] = command === "work" ? WORKER : [process.execPath];
  const child = spawn(program, [...flags, PROGRAM, command], {
    env: { PATH: process.env.PATH ?? "", ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const lines: Record<string, unknown>[] = [];
  const texts: string[] = [];
  const waiting = new Set<() => void>();
  if (child.stderr === null) throw new Error("The service has no standard error.");
  let isAsked = false;
  const end = (signal: NodeJS.Signals) => {
    isAsked = true;
    return stopProcess(child, signal);
  };
  createInterface({ input: child.stderr }).on("line", (line) => {
    texts.push(line);
    if (line.startsWith("{")) lines.push(JSON.parse(line) as Record<string, unknown>);
    for (const look of waiting) look();
  });
  return {
    pid: child.pid ?? 0,
    waitForLine: (message) =>
      new Promise((done, fail) => {
        const look = () => {
          const found = lines.find(({ msg }) => msg === message);
          if (found === undefined) return;
          waiting.delete(look);
          done(found);
        };
        child.once("exit", () => fail(new Error(`ribin ${command} ended early: ${texts.slice(-5).join("\n")}`)));
        waiting.add(look);
        look();
      }),
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    readOwnEnd: () => {
      const hasEnded = child.exitCode !== null || child.signalCode !== null;
      return hasEnded && !isAsked
        ? texts
            .filter((text) => text.includes('"level":"error"'))
            .slice(-3)
            .join(" ")
        : null;
    },
  };
}

async function stopProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}
