/** A field by the words that the pages have for it, with the name that stands in the file; and where in the file it is. */
import { useTranslation } from "react-i18next";
import type { FieldError } from "../api/refusal.ts";
import { useFormats } from "./use-words.ts";

type Place = NonNullable<FieldError["place"]>;

interface FieldNames {
  /** Null where there are no words for it: it stays as the file or the API names it. */
  words(name: string): string | null;
  /** "Event (eventType)": what a person looks for in the file stands beside what it means. */
  ofFile(name: string): string;
  place(place: Place): string;
  /** Of "row 3"; as it stands where it is none of these. */
  placeOf(text: string): { readonly text: string; readonly lang?: "en" };
}

const PLACE = /^(?:(row|line) |files\/)(\d+)$/;

export function useFieldNames(): FieldNames {
  const { t, i18n } = useTranslation(["fieldNames", "evidence"]);
  const { number } = useFormats();
  const words = (name: string): string | null => {
    const last = name.split(".").at(-1) ?? name;
    const plain = last.charAt(0).toLowerCase() + last.slice(1);
    const key = [`fieldNames:fields.${plain}`, `evidence:fields.${plain}`].find((each) => i18n.exists(each));
    return key === undefined ? null : String(t(key as "fieldNames:fields.caseNumber"));
  };
  const place = (at: Place) => t(at.unit, { number: number(at.number) });
  return {
    words,
    place,
    ofFile: (name) => {
      const known = words(name);
      return known === null ? name : t("named", { words: known, name });
    },
    placeOf(text) {
      const [found, unit = "file", at] = PLACE.exec(text) ?? [];
      if (found !== undefined) return { text: place({ unit: unit as Place["unit"], number: Number(at) }) };
      return i18n.language === "en" ? { text } : { text, lang: "en" };
    },
  };
}
