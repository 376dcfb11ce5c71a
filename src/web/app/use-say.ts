/** What the service says, in the reader's words where it has a code for it; otherwise as it says it, marked as English. */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../api/client.ts";
import type { FieldMessage } from "../api/field-message.ts";
import { loadSayings } from "./languages.ts";
import { useFormats, useTerms } from "./use-words.ts";

export type Saying = Schema<"Saying">;

/** Figures with a unit or without, e.g. "4.45", "30 um", "2.5 %". */
const FIGURE = /^-?\d+(\.\d+)?( ?[%a-z]+)?$/;

export function useSay(): (saying: Saying) => FieldMessage {
  const { i18n } = useTranslation();
  // Where it is used something may be said: its words are there by then.
  useEffect(() => loadSayings(i18n.language), [i18n.language]);
  const terms = useTerms();
  const formats = useFormats();

  const translate = i18n.t as (key: string, values: Readonly<Record<string, string>>) => string;
  /** The text of a key that comes from the service; `otherwise` where there is none. */
  const find = (key: string, otherwise: string, values: Readonly<Record<string, string>> = {}): string =>
    i18n.exists(key) ? translate(key, values) : otherwise;
  const figure = (value: string) => {
    const [number = "", decimals = ""] = /^-?\d+(?:\.(\d+))?/.exec(value) ?? [];
    return formats.number(Number(number), decimals.length) + value.slice(number.length).replace(/\bum\b/, "µm");
  };
  /** Names of the domain stand in a sentence by their terms. */
  const word = (value: string): string => {
    const known = { ...terms.regions, ...terms.exhibitTypes, ...terms.states } as Readonly<Record<string, string>>;
    if (Object.hasOwn(known, value)) return known[value] ?? value;
    if (FIGURE.test(value)) return figure(value);
    return find(`acquire:parts.${value}`, find(`acquire:jobs.${value}`, value));
  };

  return ({ code, sentence, values }) => {
    const refusal = `refusals:${values.refusal}.title`;
    if (code === "refusal" && i18n.exists(refusal)) return { text: `${find(refusal, sentence)}.` };
    if (code !== null && i18n.exists(`sayings:${code}`)) {
      const said = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, word(value)]));
      return { text: find(`sayings:${code}`, sentence, said) };
    }
    return i18n.language === "en" ? { text: sentence } : { text: sentence, lang: "en" };
  };
}
