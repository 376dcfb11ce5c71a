/** Reads the CSV of exhibits as it comes. Each error names the row, counted as a spreadsheet does, and the column. */

import { pipeline, Readable } from "node:stream";
import { type CsvError, parse } from "csv-parse";
import type { FieldProblem } from "../errors/field-problems.ts";
import { RibinError } from "../errors.ts";
import {
  CASE_COLUMNS,
  CHARACTERISTIC_COLUMNS,
  CSV_COLUMNS,
  EXHIBIT_COLUMNS,
  NUMBER_COLUMNS,
  releaseFormula,
  SEVERAL_COLUMN,
} from "./csv-columns.ts";
import { parseRecord, type ReadRecord } from "./exchange-record.ts";

/** Characters of one row: all its texts at their longest. */
const MAX_ROW = 40_000;
const REQUIRED = ["caseNumber", "exhibitNumber", "type"];

type Row = Readonly<Record<string, string>>;

/** @throws RibinError IMPORT_INVALID where it is no such table; the message names the row */
export async function* readExhibitCsv(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadRecord> {
  const parser = parse({
    bom: true,
    columns: readColumns,
    max_record_size: MAX_ROW,
    skip_empty_lines: true,
    record_delimiter: ["\r\n", "\n"],
  });
  // What fails in the source, or is left unread, ends both.
  pipeline(Readable.from(decodeUtf8(chunks)), parser, () => {});
  let row = 1;
  try {
    for await (const fields of parser as AsyncIterable<Row>) {
      row += 1;
      yield* readRow(fields, `row ${row}`);
    }
  } catch (error) {
    if (error instanceof RibinError) throw error;
    throw new RibinError("IMPORT_INVALID", describeFault(error as CsvError, row + 1), { cause: error });
  }
  if (row === 1 && parser.info.lines === 0)
    throw new RibinError("IMPORT_INVALID", "The file is empty; its first row names the columns.");
}

/** Reader errors quote the file; only their kind is told. */
function describeFault({ code }: CsvError, row: number): string {
  const words: Record<string, string> = {
    CSV_QUOTE_NOT_CLOSED: "a quoted field is never closed",
    CSV_INVALID_CLOSING_QUOTE: "text follows a closing quote",
    INVALID_OPENING_QUOTE: "a quote stands inside an unquoted field",
    CSV_RECORD_INCONSISTENT_COLUMNS: "it has more or fewer fields than the first row names columns",
    CSV_MAX_RECORD_SIZE: `it is longer than ${MAX_ROW} characters`,
  };
  return `Row ${row}: ${words[code] ?? "it cannot be read"}.`;
}

async function* decodeUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  // The byte order mark is csv-parse's to drop.
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (cause) {
    if (cause instanceof RibinError) throw cause;
    throw new RibinError("IMPORT_INVALID", "The file is not text in UTF-8; save it as CSV UTF-8.", { cause });
  }
}

function readColumns(names: readonly string[]): string[] {
  const given = names.map((name) => name.trim());
  const unknown = given.find((name) => !CSV_COLUMNS.includes(name));
  if (unknown !== undefined)
    throw refuse(
      unknown,
      "column_unknown",
      `Row 1: the column ${JSON.stringify(unknown.slice(0, 60))} is not known; docs/exchange.md has all`,
    );
  const twice = given.find((name, index) => given.indexOf(name) !== index);
  if (twice !== undefined) throw refuse(twice, "column_twice", `Row 1: the column ${twice} stands twice`);
  const missing = REQUIRED.find((name) => !given.includes(name));
  if (missing !== undefined) throw refuse(missing, "column_missing", `Row 1: the column ${missing} is missing`);
  return given;
}

function refuse(column: string, problem: FieldProblem, message: string): RibinError {
  const name = column.slice(0, 60);
  return new RibinError("IMPORT_INVALID", `${message}.`, {
    errors: [{ field: `row 1, column ${name}`, place: { unit: "row", number: 1 }, name, message, problem }],
  });
}

function* readRow(row: Row, place: string): Generator<ReadRecord> {
  const value = (name: string): string | null => {
    const text = releaseFormula(row[name] ?? "");
    return text.trim() === "" ? null : text;
  };
  const unnumbered = (message: string, problem: FieldProblem) => ({
    place,
    errors: [{ field: "exhibitNumber", message, problem }],
  });
  // A row that says nothing of the case names one that is there, or that another row describes.
  const saysCase = CASE_COLUMNS.some((name) => name !== "caseNumber" && value(name) !== null);
  if (saysCase) {
    yield renameErrors(
      parseRecord("case", place, {
        ...Object.fromEntries(CASE_COLUMNS.slice(0, 6).map((name) => [name, value(name)])),
        restricted: readFlag(value("restricted")),
        highProfile: readFlag(value("highProfile")),
        comment: value("caseComment"),
      }),
      { comment: "caseComment" },
    );
  }
  if (value("exhibitNumber") === null) {
    const stray = [...EXHIBIT_COLUMNS, ...CHARACTERISTIC_COLUMNS].find((name) => value(name) !== null);
    if (stray !== undefined) yield unnumbered(`It is empty, but ${stray} is given`, "exhibit_unnumbered");
    else if (!saysCase) yield unnumbered("Give the exhibit's number, or describe the case", "row_says_nothing");
    return;
  }
  const [parentCase, parentExhibit] = [value("parentCaseNumber"), value("parentExhibitNumber")];
  const hasParent = parentCase !== null || parentExhibit !== null;
  yield renameErrors(
    parseRecord("exhibit", place, {
      caseNumber: value("caseNumber"),
      exhibitNumber: value("exhibitNumber"),
      type: value("type"),
      category: value("category") ?? undefined,
      parent: hasParent ? { caseNumber: parentCase ?? value("caseNumber"), exhibitNumber: parentExhibit } : null,
      castPolarity: value("castPolarity"),
      calibre: value("calibre"),
      characteristics: readCharacteristics(value),
      comment: value("comment"),
    }),
    {
      parent: "parentExhibitNumber",
      "parent.exhibitNumber": "parentExhibitNumber",
      "parent.caseNumber": "parentCaseNumber",
    },
  );
}

function readFlag(text: string | null): unknown {
  const word = text?.trim().toLowerCase();
  if (word === undefined) return undefined;
  return word === "true" || word === "false" ? word === "true" : text;
}

function readCharacteristics(value: (name: string) => string | null): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const name of CHARACTERISTIC_COLUMNS) {
    const text = value(name);
    if (text === null) continue;
    if (name === SEVERAL_COLUMN) given[name] = text.split(";").map((word) => word.trim());
    else given[name] = NUMBER_COLUMNS.includes(name) ? Number(text) : text;
  }
  return given;
}

/** The columns' names in place of the record's fields. */
function renameErrors(read: ReadRecord, names: Readonly<Record<string, string>>): ReadRecord {
  if (!("errors" in read)) return read;
  const rename = (field: string) => names[field] ?? field.replace(/^characteristics\.(\w+).*$/, "$1");
  return { ...read, errors: read.errors.map((fault) => ({ ...fault, field: rename(fault.field) })) };
}
