/** Progress on stderr: a bar in a terminal, a line every tenth elsewhere (logs, CI), nothing else ever on stdout. */
import cliProgress from "cli-progress";
import type { Output } from "./command.ts";

export interface Progress {
  advance(done: number, note?: string): void;
  finish(): void;
}

/** Starts the progress of `total` steps named `label`. */
export function startProgress(output: Output, label: string, total: number): Progress {
  return output.stderr.isTTY === true ? startBar(output, label, total) : startLines(output, label, total);
}

function startBar(output: Output, label: string, total: number): Progress {
  const bar = new cliProgress.SingleBar(
    {
      format: `${label} {bar} {value}/{total} {note}`,
      stream: output.stderr,
      hideCursor: true,
      clearOnComplete: false,
    },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total, 0, { note: "" });
  return { advance: (done, note = "") => bar.update(done, { note }), finish: () => bar.stop() };
}

function startLines(output: Output, label: string, total: number): Progress {
  let told = 0;
  return {
    advance(done) {
      const tenth = total === 0 ? 10 : Math.floor((10 * done) / total);
      if (tenth <= told) return;
      told = tenth;
      output.stderr.write(`${label}: ${done} of ${total}\n`);
    },
    finish() {},
  };
}
