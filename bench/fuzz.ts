/**
 * Attacks what reads strangers' bytes with changed files and requests, begun from the corpus that is kept in test/corpus:
 *   npm run bench -- fuzz [--inputs 100000] [--seconds 60] [--target x3p|image|xml|api] [--seed 1]
 * `--inputs` and `--seconds` are of each target; whichever comes first ends it. What broke a rule lies in .tmp/fuzz/faults afterwards, what
 * went a new way in .tmp/fuzz/kept.
 */
import { FILE_TARGETS, type FileTarget } from "../test/support/fuzz/targets.ts";
import { fuzzApi } from "./fuzz/fuzz-api.ts";
import { type FuzzRun, fuzzFiles } from "./fuzz/fuzz-files.ts";
import { BenchRefusal, type Report, readOptions } from "./support/bench.ts";

const TARGETS = [...FILE_TARGETS, "api"] as const;
const MIB = 1024 * 1024;

export async function measureFuzz(args: readonly string[]): Promise<Report> {
  const options = readOptions(args, ["inputs", "seconds", "target", "seed"]);
  const only = options.readText("target");
  const targets = TARGETS.filter((target) => only === undefined || target === only);
  if (targets.length === 0) throw new BenchRefusal(`--target is one of: ${TARGETS.join(", ")}.`);
  const seed = options.readNumber("seed", 1);
  const given = { seed, inputs: options.readNumber("inputs", 100_000), seconds: options.readNumber("seconds", 60) };
  const runs: FuzzRun[] = [];
  for (const target of targets) {
    runs.push(target === "api" ? await fuzzApi(given) : await fuzzFiles(target as FileTarget, given));
  }
  return {
    title: "Attack by changed files and requests",
    notes: [
      `Seed ${seed}. A fault is whatever is thrown and is no refusal with a code, an end of the decoder's process, an answer of 500 or above, and an input that takes more than 2 s. Memory: the most of this process, and of the largest that it started.`,
      ...runs.map(({ target, outcomes }) => `${target}: ${describeOutcomes(outcomes)}.`),
      ...runs.flatMap(({ target, faults }) => faults.map((fault) => `Fault of ${target}: ${fault}.`)),
    ],
    tables: [
      {
        head: [
          "target",
          "inputs",
          "a second",
          "faults",
          "slowest, ms",
          "memory, MiB",
          "of a child, MiB",
          "went a new way",
        ],
        rows: runs.map(({ target, inputs, seconds, faults, slowestMs, peakBytes, kept }) => [
          target,
          inputs,
          Math.round(inputs / seconds),
          faults.length,
          Math.round(slowestMs),
          Math.round(peakBytes.own / MIB),
          Math.round(peakBytes.child / MIB),
          kept,
        ]),
      },
    ],
  };
}

/** The most frequent ones. */
const MOST_OUTCOMES = 12;

function describeOutcomes(outcomes: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(outcomes).sort(([, one], [, other]) => other - one);
  const rest = sorted.length - MOST_OUTCOMES;
  const named = sorted.slice(0, MOST_OUTCOMES).map(([outcome, times]) => `${outcome} ${times}`);
  return [...named, ...(rest > 0 ? [`${rest} more kinds`] : [])].join("; ");
}
