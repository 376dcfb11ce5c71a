import { ERRORS, type ErrorCode } from "./errors.ts";
import { REFUSAL_SAYING, SAYINGS, type Saying, type SayingCode } from "./sayings.ts";

interface Pattern {
  readonly code: SayingCode;
  readonly names: readonly string[];
  readonly expression: RegExp;
  /** Characters that do not change: of two that fit, the one that says more is meant. */
  readonly fixed: number;
}

const PLACE = /\{(\w+)\}/g;
/** No value reaches beyond its sentence. */
const VALUE = "((?:(?!\\. ).){1,400}?)";
/** Names of steps, which would otherwise take in any sentence before. */
const NARROW: Readonly<Record<string, string>> = { job: "([a-z]+(?:-[a-z]+)+)" };

/** Longer ones are no sentences of this program; they are not searched. */
const MOST_TEXT = 10_000;

const CODE_IN_FRONT = /^([A-Z][A-Z0-9_]{3,}):(?= )/;
const TITLES = new Map<string, ErrorCode>(
  Object.entries(ERRORS).map(([code, { title }]) => [title, code as ErrorCode] as const),
);

const patterns = Object.entries(SAYINGS).map(([code, template]) => toPattern(code as SayingCode, template));
/** By the first word, where it does not change. */
const byWord = new Map<string, Pattern[]>();
const withoutWord: Pattern[] = [];
for (const pattern of patterns) {
  const word = firstWord(SAYINGS[pattern.code as keyof typeof SAYINGS]);
  if (word.includes("{")) withoutWord.push(pattern);
  else byWord.set(word, [...(byWord.get(word) ?? []), pattern]);
}

/** A text as the sentences that it is made of, each with its code where it has one. */
export function explainSentences(text: string | null): Saying[] {
  if (text === null || text === "") return [];
  if (text.length > MOST_TEXT) return [{ sentence: text, code: null, values: {} }];
  const sayings: Saying[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const saying = readRefusal(rest) ?? readSaying(rest) ?? readUnknown(rest);
    rest = rest.slice(saying.sentence.length).trim();
    const before = sayings.at(-1);
    // "NOT_FOUND: Not found" says it twice.
    const twice = saying.code === REFUSAL_SAYING && before?.values.refusal === saying.values.refusal;
    if (!twice) sayings.push(saying);
  }
  return sayings;
}

function readRefusal(text: string): Saying | null {
  const code = CODE_IN_FRONT.exec(text)?.[1];
  if (code !== undefined && Object.hasOwn(ERRORS, code)) {
    return { sentence: `${code}:`, code: REFUSAL_SAYING, values: { refusal: code } };
  }
  const titled = TITLES.get(text);
  return titled === undefined ? null : { sentence: text, code: REFUSAL_SAYING, values: { refusal: titled } };
}

function readSaying(text: string): Saying | null {
  let best: { pattern: Pattern; found: RegExpExecArray } | null = null;
  for (const pattern of [...(byWord.get(firstWord(text)) ?? []), ...withoutWord]) {
    if (best !== null && best.pattern.fixed >= pattern.fixed) continue;
    const found = pattern.expression.exec(text);
    if (found !== null) best = { pattern, found };
  }
  if (best === null) return null;
  const { pattern, found } = best;
  const values = Object.fromEntries(pattern.names.map((name, at) => [name, found[at + 1] ?? ""]));
  return { sentence: found[0], code: pattern.code, values };
}

function readUnknown(text: string): Saying {
  const sentence = /^.*?[.!?](?= |$)/s.exec(text)?.[0] ?? text;
  return { sentence, code: null, values: {} };
}

function toPattern(code: SayingCode, template: string): Pattern {
  const names = [...template.matchAll(PLACE)].map(([, name]) => name ?? "");
  const source = template
    .split(PLACE)
    .map((part, at) => (at % 2 === 0 ? escapePart(part) : (NARROW[part] ?? VALUE)))
    .join("");
  return { code, names, expression: new RegExp(`^${source}(?= |$)`), fixed: template.replace(PLACE, "").length };
}

function escapePart(part: string): string {
  return part.replaceAll(/[.+?^$(){}|[\]\\*/]/g, "\\$&");
}

function firstWord(text: string): string {
  const end = text.indexOf(" ");
  return end === -1 ? text : text.slice(0, end);
}
