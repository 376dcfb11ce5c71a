import { runCli } from "./cli/run-cli.ts";

// Who reads the output may stop early (`ribin evaluate … | head`): what is left to do, and to tidy up, is done all the same.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

process.exitCode = await runCli(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr });
