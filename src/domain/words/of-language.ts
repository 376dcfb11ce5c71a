/** One vocabulary of the domain's terms in each language of the region. */
import type { Language } from "../language.ts";
import { EN } from "./en.ts";
import { ES } from "./es.ts";
import { FR } from "./fr.ts";
import { HT } from "./ht.ts";
import { NL } from "./nl.ts";
import { fill, type Words } from "./words.ts";

export const WORDS: Readonly<Record<Language, Words>> = { en: EN, fr: FR, nl: NL, es: ES, ht: HT };

/** e.g. "14 March 2026, 09:05 UTC". */
export function writeMoment(words: Words, iso: string): string {
  const at = new Date(iso);
  const month = words.months[at.getUTCMonth()] ?? "";
  const time = at.toISOString().slice(11, 16);
  // French writes the first of a month as an ordinal.
  const day = words === FR && at.getUTCDate() === 1 ? "1er" : String(at.getUTCDate());
  return fill(words.moment, { day, month, year: at.getUTCFullYear(), time });
}

export function writeNumber(words: Words, value: number, decimals: number): string {
  return value.toFixed(decimals).replace(".", words.decimalSign);
}
