/**
 * A random schedule of faults while uploads go on, on servers that the bench starts for itself (PostgreSQL, Redis and versitygw must be
 * installed): an API and two workers, each with a clock of its own. At the end it counts what was acknowledged against what is there.
 *   npm run bench -- faults [--faults 500] [--seed 1] [--minutes 60]
 */
import { findOwnServers } from "../test/support/own-servers.ts";
import { runFaults } from "./faults/run-faults.ts";
import { BenchRefusal, type Report, readOptions } from "./support/bench.ts";
import { findQuantile } from "./support/mark-statistics.ts";

export async function measureFaults(args: readonly string[]): Promise<Report> {
  const options = readOptions(args, ["faults", "seed", "minutes"]);
  if (findOwnServers() === null) throw new BenchRefusal("See test/support/install-servers.sh.");
  const asked = options.readNumber("faults", 500);
  const counts = await runFaults({
    faults: asked,
    seed: options.readNumber("seed", 1),
    minutes: options.readNumber("minutes", 60),
  });
  const all = [...counts.recovery.values()].flat();
  const row = (name: string, seconds: readonly number[]) => [
    name,
    seconds.length,
    findQuantile(seconds, 0.5).toFixed(1),
    Math.max(...seconds).toFixed(1),
  ];
  const kinds = [...counts.recovery].sort(([left], [right]) => left.localeCompare(right));
  return {
    title: "Faults while uploads go on",
    notes: [
      `${all.length} faults${all.length < asked ? ` of the ${asked} asked for: its time was over` : ""} in ${Math.round(counts.seconds / 60)} minutes, each kind equally often in an order of chance, with two technicians who never stop uploading and send again what was not answered. Recovered: from when what was taken away is back until every part is ready again, a job was ended since the fault began, and so both API and workers are at work.`,
      `Requests of the technicians: ${counts.answers.turnedAway} were turned away with 503, a code and Retry-After, ${counts.answers.broken} broke off without an answer (the API was killed or starting), ${counts.answers.bare.length} were answered with another error of the service.`,
      ...(counts.findings.length === 0 ? [] : [`Found: ${counts.findings.join("; ")}.`]),
    ],
    tables: [
      {
        head: [
          "acknowledged",
          "lost",
          "bytes that differ",
          "done twice in effect",
          "jobs that used up their tries",
          "audit trail",
        ],
        rows: [
          [
            counts.acknowledged,
            counts.lost,
            counts.altered,
            counts.doubled,
            counts.parked,
            `${counts.trailWhole ? "whole" : "BROKEN"}, ${counts.events} events`,
          ],
        ],
      },
      {
        head: ["fault", "times", "s to recover, median", "s, most"],
        rows: [...kinds.map(([name, seconds]) => row(name, seconds)), row("all", all)],
      },
    ],
  };
}
