/** The columns of the CSV of exhibits: a row is one exhibit with its case, or a case without exhibits. */
import { classCharacteristicsSchema } from "../class-characteristics.ts";

export const CASE_COLUMNS = [
  "caseNumber",
  "eventType",
  "occurredOn",
  "originatingAgency",
  "agencyReference",
  "place",
  "restricted",
  "highProfile",
  "caseComment",
] as const;

export const EXHIBIT_COLUMNS = [
  "exhibitNumber",
  "type",
  "category",
  "parentCaseNumber",
  "parentExhibitNumber",
  "castPolarity",
  "calibre",
  "comment",
] as const;

export const CHARACTERISTIC_COLUMNS = Object.keys(classCharacteristicsSchema.shape) as readonly string[];

/** Of the class characteristics these are numbers, and this is several words with semicolons between them. */
export const NUMBER_COLUMNS: readonly string[] = ["numberOfLands", "landWidthMillimetres", "grooveWidthMillimetres"];
export const SEVERAL_COLUMN = "breechFaceClass";

export const CSV_COLUMNS: readonly string[] = [...CASE_COLUMNS, ...EXHIBIT_COLUMNS, ...CHARACTERISTIC_COLUMNS];

/** What a spreadsheet may take for a formula, and the guard itself, so that taking it off gives back what was written. */
const GUARDED = /^[=+\-@\t\r\n＝＋－＠']/;

/** A quote in front of what a spreadsheet would run: it shows the text, and runs nothing. */
export function guardFormula(text: string): string {
  return GUARDED.test(text) ? `'${text}` : text;
}

export function releaseFormula(text: string): string {
  return text.startsWith("'") && GUARDED.test(text.slice(1)) ? text.slice(1) : text;
}
