/** Reads labels.csv: which file shows which region of which exhibit, and who made the mark. */
import { RibinError } from "../../domain/errors.ts";
import { readCsv } from "./read-csv.ts";

export interface Label {
  /** Name of the file, relative to the folder of labels.csv; never leads out of it. */
  readonly file: string;
  readonly exhibit: string;
  /** As written; empty where the file is no evidence (conformance samples). */
  readonly region: string;
  /** Number of the land around the bullet, from 1; null where it has none. */
  readonly index: number | null;
  /** Empty where unknown. */
  readonly firearm: string;
  /** The very surface of the firearm; empty where unknown. */
  readonly mark: string;
  readonly study: string;
  readonly note: string;
}

const COLUMNS = ["file", "exhibit", "region", "index", "firearm", "mark", "study", "note"] as const;

function fail(line: number, what: string): never {
  throw new RibinError("LABELS_INVALID", `labels.csv, line ${line}: ${what}.`);
}

/** A relative path that stays below its folder, with forward slashes. */
function isInside(file: string): boolean {
  if (file.startsWith("/") || file.includes("\\") || file.includes(":") || file.includes("\0")) return false;
  return file.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

function readIndex(text: string, line: number): number | null {
  if (text === "") return null;
  const index = Number(text);
  if (!/^\d+$/.test(text) || index < 1 || index > 99)
    fail(line, `the index "${text}" is not a whole number from 1 to 99`);
  return index;
}

/**
 * Parses the text of labels.csv. The first line names the columns, in any order: file, exhibit, region, index, firearm,
 * mark, study, note. All but file and exhibit may be empty.
 * @throws RibinError LABELS_INVALID naming the line and what is wrong with it
 */
export function parseLabels(csvText: string): Label[] {
  const [header, ...records] = readCsv(csvText);
  if (!header) fail(1, "the file is empty");
  const missing = COLUMNS.filter((column) => !header.fields.includes(column));
  if (missing.length > 0) fail(header.line, `the column${missing.length > 1 ? "s" : ""} ${missing.join(", ")} missing`);
  if (records.length === 0) fail(header.line + 1, "no file is listed");
  const seen = new Map<string, number>();
  return records.map(({ line, fields }) => {
    if (fields.length !== header.fields.length) {
      fail(line, `${fields.length} fields where the first line names ${header.fields.length} columns`);
    }
    const read = (column: (typeof COLUMNS)[number]): string => fields[header.fields.indexOf(column)].trim();
    const file = read("file");
    const exhibit = read("exhibit");
    if (file === "") fail(line, "no file is named");
    if (!isInside(file)) fail(line, `the file name "${file}" leads out of the folder`);
    if (exhibit === "") fail(line, "no exhibit is named");
    const first = seen.get(file);
    if (first !== undefined) fail(line, `the file "${file}" was already listed on line ${first}`);
    seen.set(file, line);
    return {
      file,
      exhibit,
      region: read("region"),
      index: readIndex(read("index"), line),
      firearm: read("firearm"),
      mark: read("mark"),
      study: read("study"),
      note: read("note"),
    };
  });
}
