/** Real processes of the program, started from the build, for tests of what happens between processes. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { waitUntil } from "./wait-until.ts";

const PROGRAM = fileURLToPath(new URL("../../bin/ribin.mjs", import.meta.url));

export type ProcessEnvironment = Readonly<Record<string, string>>;

export interface RibinProcess {
  /** Its log so far, one parsed JSON line an entry. */
  readonly lines: readonly Record<string, unknown>[];
  /** All that it has written, on either stream. */
  output(): string;
  /** The first line with that message; waits for it up to `ms` milliseconds (20 000). */
  waitForLine(message: string, ms?: number): Promise<Record<string, unknown>>;
  /** Sends the signal and waits for the end; gives the exit code (null where the signal ended it). */
  stop(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
}

const running = new Set<ChildProcessWithoutNullStreams>();

/** Starts `ribin ARGS` with nothing in its environment but what is given; `program` may be another release's. */
export function startRibin(
  args: readonly string[],
  environment: ProcessEnvironment,
  program: string = PROGRAM,
): RibinProcess {
  const child = spawnRibin(args, environment, program);
  const lines: Record<string, unknown>[] = [];
  const texts: string[] = [];
  const written: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => written.push(chunk));
  createInterface({ input: child.stderr }).on("line", (line) => {
    texts.push(line);
    if (line.startsWith("{")) lines.push(JSON.parse(line));
  });
  const find = (message: string) => lines.find((line) => line.msg === message);
  return {
    lines,
    output: () => Buffer.concat(written).toString(),
    async waitForLine(message, ms) {
      await waitUntil(() => {
        if (child.exitCode !== null && !find(message)) throw new Error(`ribin ended early: ${texts.join("\n")}`);
        return find(message) !== undefined;
      }, ms);
      return find(message) ?? {};
    },
    async stop(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, "exit");
        child.kill(signal);
        await ended;
      }
      return child.exitCode;
    },
  };
}

/** What a user sees of a command that has ended. */
export interface RibinRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `ribin ARGS` to its end with `input` on its standard input. */
export async function captureRibin(
  args: readonly string[],
  environment: ProcessEnvironment = {},
  input = "",
  program: string = PROGRAM,
): Promise<RibinRun> {
  const child = spawnRibin(args, environment, program, SPARING);
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (chunk) => out.push(chunk));
  child.stderr.on("data", (chunk) => err.push(chunk));
  child.stdin.end(input);
  const [code] = await once(child, "close");
  return { code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
}

/** The same for commands that must succeed: gives stdout, throws with stderr where the command fails. */
export async function runRibin(
  args: readonly string[],
  environment: ProcessEnvironment,
  input = "",
  program: string = PROGRAM,
): Promise<string> {
  const { code, stdout, stderr } = await captureRibin(args, environment, input, program);
  if (code !== 0) throw new Error(`ribin ${args.join(" ")} ended with ${code}: ${stderr}`);
  return stdout;
}

/** The JSON document that `ribin ARGS --json` prints, and nothing beside it. */
export async function runRibinJson<T>(args: readonly string[], environment: ProcessEnvironment = {}): Promise<T> {
  return JSON.parse(await runRibin([...args, "--json"], environment)) as T;
}

/** Ends what a failed test left running. */
export function killAllRibin(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** A command that ends has V8's helper threads where the test run itself has them: they cost a tenth of its processor time. */
const SPARING = process.execArgv.filter((flag) => flag === "--single-threaded");

function spawnRibin(
  args: readonly string[],
  environment: ProcessEnvironment,
  program: string,
  flags: readonly string[] = [],
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [...flags, program, ...args], {
    env: { PATH: process.env.PATH ?? "", ...environment },
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}
