/** What the API finds wrong with a field, said by its code in the reader's language. What has no code, or no words, stays English and is marked so. */
import i18next from "i18next";
import type { FieldError } from "./refusal.ts";

export interface FieldMessage {
  readonly text: string;
  /** Of the text, where it is not the reader's. */
  readonly lang?: "en";
}

export function sayFieldError({ message, problem, limit }: FieldError): FieldMessage {
  if (problem !== undefined && i18next.exists(`fieldProblems:${problem}`)) {
    return { text: i18next.t(`fieldProblems:${problem}`, { limit }) };
  }
  return i18next.language === "en" ? { text: message } : { text: message, lang: "en" };
}
