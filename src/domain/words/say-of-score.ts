import { explainSentences } from "../explain-sentences.ts";
import type { ScoreSaying } from "../sayings/scores.ts";
import type { Saying } from "../sayings.ts";
import { fill, type Words } from "./words.ts";

const DECIMAL = /^-?\d+\.\d+$/;

/** What a method wrote of a score, in the report's language; as it stands and named as the method's own text where a sentence has no words. */
export function sayOfScore(words: Words, text: string): string {
  const said = explainSentences(text).map((saying) => say(words, saying));
  return said.includes(null) ? fill(words.labels.methodText, { text }) : said.join(" ");
}

function say({ scores, decimalSign }: Words, { code, values }: Saying): string | null {
  if (code === null || !Object.hasOwn(scores, code)) return null;
  const written = Object.entries(values).map(([name, value]) => [
    name,
    DECIMAL.test(value) ? value.replace(".", decimalSign) : value,
  ]);
  return fill(scores[code as ScoreSaying], Object.fromEntries(written));
}
