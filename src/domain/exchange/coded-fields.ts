/** Coded fields of the XML: a code that programs read, beside the text for people. */
import type { Category, EventType, ExhibitType } from "../vocabulary.ts";

export const EVENT_CODES: Readonly<Record<EventType, string>> = {
  homicide: "HOM",
  "attempted murder": "ATM",
  "shooting/wounding": "SHW",
  robbery: "ROB",
  assault: "ASL",
  "unlawful discharge": "UDF",
  "police-involved shooting": "PIS",
  "firearm seizure": "FSZ",
  "border/customs seizure": "CSZ",
  "found property": "FND",
  suicide: "SUI",
  other: "OTH",
};

export const EXHIBIT_CODES: Readonly<Record<ExhibitType, string>> = {
  "cartridge case": "CC",
  bullet: "BU",
  "bullet fragment": "BF",
  shotshell: "SS",
  firearm: "FA",
};

/** The category is its own code; these are the texts. */
export const CATEGORY_TEXTS: Readonly<Record<Category, string>> = {
  CE: "crime evidence",
  TF: "test fire of a recovered firearm",
  LIC: "test fire of a licensed firearm",
  CAST: "replica",
};

/** The word of a code; the code itself where there is none, for the contract to refuse by name. */
export function decodeField<Word extends string>(codes: Readonly<Record<Word, string>>, code: string): string {
  const found = (Object.entries(codes) as [Word, string][]).find(([, other]) => other === code);
  return found === undefined ? `code ${JSON.stringify(code)}` : found[0];
}
