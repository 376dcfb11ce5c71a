/** The server's entry for process managers: the same as `ribin serve`. */
import { runCli } from "./cli/run-cli.ts";

process.exitCode = await runCli(["serve"], { stdout: process.stdout, stderr: process.stderr });
