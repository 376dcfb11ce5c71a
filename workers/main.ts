/** The workers' entry for process managers: the same as `ribin work`. */
import { runCli } from "../src/cli/run-cli.ts";

process.exitCode = await runCli(["work"], { stdout: process.stdout, stderr: process.stderr });
