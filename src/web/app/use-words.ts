/** The domain's terms, and numbers and moments as the reader's language writes them. */
import { useTranslation } from "react-i18next";
import type { Words } from "../../domain/words/words.ts";
import { termsOf } from "./languages.ts";

/** Terms of the field: exhibit types, categories, regions, conclusions, states … */
export function useTerms(): Words {
  return termsOf(useTranslation().i18n.language);
}

export interface Formats {
  number(value: number, decimals?: number): string;
  percent(share: number): string;
  /** A day and a time, in the reader's own time zone. */
  moment(iso: string): string;
  day(iso: string): string;
  /** Of "2026-11": November 2026, in short. */
  month(iso: string): string;
  /** "in 3 hours", "2 days ago". */
  fromNow(iso: string): string;
  bytes(count: number): string;
}

/** Haitian Creole has no locale of its own in browsers: its numbers and dates are written as in Haiti's French. */
const LOCALES: Readonly<Record<string, string>> = { en: "en-GB", fr: "fr-FR", nl: "nl-NL", es: "es-DO", ht: "fr-HT" };

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const locale = LOCALES[i18n.language] ?? "en-GB";
  return formatsOf(locale);
}

const MADE = new Map<string, Formats>();

/** Made once a language: a list has one in each of its cells, and each takes a browser the better part of a millisecond to make. */
function formatsOf(locale: string): Formats {
  const made = MADE.get(locale) ?? makeFormats(locale);
  MADE.set(locale, made);
  return made;
}

function makeFormats(locale: string): Formats {
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const months = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const percents = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const numbers = new Map<number, Intl.NumberFormat>();
  const number = (value: number, decimals = 0) => {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    const format = numbers.get(decimals) ?? new Intl.NumberFormat(locale, digits);
    numbers.set(decimals, format);
    return format.format(value);
  };
  return {
    number,
    percent: (share) => percents.format(share),
    moment: (iso) => moments.format(new Date(iso)),
    day: (iso) => days.format(new Date(iso)),
    month: (iso) => months.format(new Date(`${iso}-01T00:00:00Z`)),
    fromNow(iso) {
      const seconds = (new Date(iso).getTime() - Date.now()) / 1_000;
      const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? UNITS[2];
      return relative.format(Math.round(seconds / size), unit);
    },
    bytes(count) {
      const [unit, size] =
        count >= 1e6
          ? (["megabyte", 1e6] as const)
          : count >= 1e3
            ? (["kilobyte", 1e3] as const)
            : (["byte", 1] as const);
      const digits = { style: "unit", unit, maximumFractionDigits: 1 } as const;
      return new Intl.NumberFormat(locale, digits).format(count / size);
    },
  };
}
