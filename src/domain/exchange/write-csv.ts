/** The CSV of exhibits: RFC 4180, CRLF, quotes where they are needed, formulas guarded. */
import { CHARACTERISTIC_COLUMNS, CSV_COLUMNS, guardFormula } from "./csv-columns.ts";
import type { ExchangeCase, ExchangeExhibit } from "./exchange-record.ts";

function writeField(text: string): string {
  const guarded = guardFormula(text);
  return /[",\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function writeFields(fields: readonly string[]): string {
  return `${fields.map(writeField).join(",")}\r\n`;
}

/** `bom`: a byte order mark, by which some spreadsheets know UTF-8. */
export function writeCsvHead(bom: boolean): string {
  return `${bom ? "\uFEFF" : ""}${writeFields(CSV_COLUMNS)}`;
}

export function writeCsvRow(of: ExchangeCase, exhibit: ExchangeExhibit | null): string {
  const fields: Record<string, unknown> = {
    ...of,
    caseComment: of.comment,
    ...(exhibit ?? {}),
    comment: exhibit?.comment,
    parentCaseNumber: exhibit?.parent?.caseNumber,
    parentExhibitNumber: exhibit?.parent?.exhibitNumber,
  };
  for (const name of CHARACTERISTIC_COLUMNS) {
    const value = exhibit?.characteristics[name as keyof ExchangeExhibit["characteristics"]];
    fields[name] = Array.isArray(value) ? value.join(";") : value;
  }
  return writeFields(CSV_COLUMNS.map((name) => (fields[name] === null ? "" : String(fields[name] ?? ""))));
}
