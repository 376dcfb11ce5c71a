/**
 * What a password must be: NIST SP 800-63B revision 4 (August 2025), 3.1.1. Length and a blocklist; no rule of composition, no
 * change by the calendar, any Unicode. The whole password is held against the list, and so is what is plainly derived from it.
 */
import type { FieldFault } from "./errors.ts";

/** As revision 4 asks where the password is the only factor, and more than the 8 that it asks beside a second one. */
const MIN_LENGTH = { alone: 15, withSecondFactor: 12 } as const;
/** Revision 4: at least 64 are taken. */
const MAX_LENGTH = 256;
/** The service's own words. */
const SERVICE_WORDS = ["ribin", "ballistic", "ballistics", "forensic", "forensics", "password"];
/** Letters that are left when words of the context are gone: fewer than these are no password. */
const MIN_OWN_LETTERS = 8;
/** Of two common passwords put together, each has this many characters. */
const MIN_PART = 5;

export interface PasswordRules {
  readonly secondFactorRequired: boolean;
  /** Whether the text, in lower case, is among the commonly used and compromised passwords. */
  readonly isCommon: (text: string) => boolean;
  /** What is known of the person: e-mail address, name, state. */
  readonly about: readonly string[];
}

/** The form in which a password is compared and hashed. */
export function normalisePassword(password: string): string {
  return password.normalize("NFKC");
}

/** What is wrong with a new password, for the person who chose it; null: it may be used. */
export function findPasswordFault(password: string, rules: PasswordRules): FieldFault | null {
  const text = normalisePassword(password);
  const length = [...text].length;
  const minimum = rules.secondFactorRequired ? MIN_LENGTH.withSecondFactor : MIN_LENGTH.alone;
  if (length < minimum)
    return {
      message: `Use at least ${minimum} characters; a few words that only you would put together are best`,
      problem: "password_below_minimum",
      limit: minimum,
    };
  if (length > MAX_LENGTH)
    return { message: `Use at most ${MAX_LENGTH} characters`, problem: "password_above_maximum", limit: MAX_LENGTH };
  if (text.includes("\u0000")) return { message: "The password has a NUL character; remove it", problem: "has_nul" };
  const folded = text.toLowerCase();
  if (isPattern(folded))
    return {
      message: "This is a pattern that is guessed first; use a few unrelated words",
      problem: "password_pattern",
    };
  if (derive(folded).some((core) => isMadeOfCommon(core, rules.isCommon))) {
    return {
      message: "This is, or is made of, a password that many people use; use a few unrelated words",
      problem: "password_common",
    };
  }
  if (isOfContext(folded, rules.about)) {
    return {
      message: "This is made of the service's name, your name or your address; use a few unrelated words",
      problem: "password_of_context",
    };
  }
  return null;
}

/** Few different characters, or one after the other: aaaaaaaaaaaa, 12345678901234. */
function isPattern(text: string): boolean {
  if (new Set(text).size < 5) return true;
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0));
  const [first] = steps;
  const broken = steps.filter((step) => step !== first).length;
  return Math.abs(first ?? 0) <= 1 && broken <= 2;
}

/** The password itself, without what is commonly put around it, and the part that it repeats. */
function derive(text: string): string[] {
  const core = text.replace(/^[^\p{L}]{1,10}/u, "").replace(/[^\p{L}]{1,10}$/u, "");
  const plain = core
    .replace(/[@4]/g, "a")
    .replace(/0/g, "o")
    .replace(/[1!]/g, "i")
    .replace(/3/g, "e")
    .replace(/[$5]/g, "s");
  return [text, core, plain].flatMap((form) => [form, findRepeated(form)]);
}

/** One, or two put together (qwertyuiop and asdfghjkl). */
function isMadeOfCommon(text: string, isCommon: PasswordRules["isCommon"]): boolean {
  if (isCommon(text)) return true;
  for (let cut = MIN_PART; cut <= text.length - MIN_PART; cut++) {
    if (isCommon(text.slice(0, cut)) && isCommon(text.slice(cut))) return true;
  }
  return false;
}

/** The shortest text of which the whole is made by repetition. */
function findRepeated(text: string): string {
  const period = `${text}${text}`.indexOf(text, 1);
  return text.slice(0, period);
}

function isOfContext(text: string, about: readonly string[]): boolean {
  const words = [
    ...SERVICE_WORDS,
    ...about.flatMap((entry) =>
      normalisePassword(entry)
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u),
    ),
  ];
  const longestFirst = words.filter((word) => word.length >= 3).sort((a, b) => b.length - a.length);
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, " "), text);
  if (rest === text) return false;
  return (rest.replace(/(?<!\d)\d{1,4}(?!\d)/g, "").match(/[\p{L}\p{N}]/gu)?.length ?? 0) < MIN_OWN_LETTERS;
}
