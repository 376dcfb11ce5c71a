/**
 * The kept corpus of files, and some hundred changed ones from a seed that is printed: no reader of strangers' bytes answers with anything
 * but a refusal with a code, nor takes longer than two seconds. `npm run bench -- fuzz` goes on for as long as it is told.
 */
import { describe, expect, test } from "@jest/globals";
import { createRandom } from "../../src/analysis/random.ts";
import { readCorpus } from "../support/fuzz/corpus.ts";
import { readSeed } from "../support/fuzz/read-seed.ts";
import { FILE_TARGETS, type FuzzInput, openFileTarget } from "../support/fuzz/targets.ts";
import { tryInput } from "../support/fuzz/try-input.ts";

const seed = readSeed("fuzz-corpus");
const FRESH = { x3p: 200, image: 60, xml: 200 } as const;

/** So that whoever reads the failure can put the file into the corpus. */
const show = ({ name, bytes }: FuzzInput) =>
  `${name}, seed ${seed}: ${Buffer.from(bytes).toString("base64").slice(0, 8_000)}`;

describe.each(FILE_TARGETS)("strangers' bytes to the reader of %s", (name) => {
  const target = openFileTarget(name);
  const corpus = readCorpus(name);

  test("that are kept, those that once were a fault among them, are read or refused with a code in time", async () => {
    const outcomes = new Set<string>();
    for (const input of corpus) {
      const { fault, outcome } = await tryInput(target, input);
      expect([input.name, fault]).toEqual([input.name, null]);
      outcomes.add(outcome);
    }
    // The corpus reaches both.
    expect([...outcomes].some((outcome) => outcome.includes("read"))).toBe(true);
    expect([...outcomes].some((outcome) => /[A-Z]{3}/.test(outcome))).toBe(true);
  });

  test("and fresh ones, changed at random", async () => {
    const random = createRandom(seed);
    for (let i = 0; i < FRESH[name]; i++) {
      const from = corpus[random.integer(corpus.length)] as FuzzInput;
      const input = target.mutate(random, from, corpus);
      const { fault } = await tryInput(target, input);
      if (fault !== null) throw new Error(`${fault} ${show(input)}`);
    }
  });
});
