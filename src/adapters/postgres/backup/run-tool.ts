/** pg_dump and pg_restore as processes: the password goes by the environment, which other accounts of the machine cannot read. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { type ErrorCode, RibinError } from "../../../domain/errors.ts";

const LONGEST_WORDS = 500;

export interface PostgresTool {
  readonly child: ChildProcess;
  /** Errors: of the given code, with the tool's own words, which name no password. */
  readonly ended: Promise<void>;
}

/** `bin`: the folder of the tools; null: where the system looks for programs. */
export function runTool(
  name: "pg_dump" | "pg_restore",
  bin: string | null,
  url: string,
  args: readonly string[],
  code: ErrorCode,
): PostgresTool {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = "";
  const child = spawn(bin === null ? name : join(bin, name), [...args, `--dbname=${address.href}`], {
    env: { PATH: process.env.PATH ?? "", LC_ALL: "C", ...(password === "" ? {} : { PGPASSWORD: password }) },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let words = "";
  child.stderr?.on("data", (chunk) => {
    words = `${words}${chunk}`.slice(-LONGEST_WORDS);
  });
  // A tool that ended early does not read on; its own words are told.
  child.stdin?.on("error", () => {});
  const ended = new Promise<void>((done, fail) => {
    child.once("error", (cause: NodeJS.ErrnoException) => {
      const message =
        cause.code === "ENOENT"
          ? `${name} is not there: install the client of PostgreSQL, or name its folder in RIBIN_POSTGRES_BIN.`
          : `${name} cannot be run (${cause.code}).`;
      fail(new RibinError(code, message, { cause }));
    });
    child.once("close", (status, signal) => {
      if (status === 0) done();
      else fail(new RibinError(code, `${name} ended with ${signal ?? status}: ${words.trim()}`));
    });
  });
  // Whoever reads the output learns of it there first.
  ended.catch(() => {});
  return { child, ended };
}
