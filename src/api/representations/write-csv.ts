import { stringify } from "csv-stringify/sync";

export type CsvCell = string | number | boolean | null;

type CsvRow = Readonly<Record<string, CsvCell>>;

/**
 * Rows as CSV (RFC 4180, UTF-8), with a header. What a spreadsheet would take for a formula is escaped: names and numbers are typed by
 * people. Null is an empty cell.
 */
export function writeCsv<Row extends CsvRow>(columns: readonly (keyof Row & string)[], rows: readonly Row[]): string {
  return writeCsvHead(columns) + writeCsvRows(columns, rows);
}

/** The header alone, of a table that is written a part at a time. */
export const writeCsvHead = (columns: readonly string[]): string => write([columns]);

/** Further rows of it. */
export function writeCsvRows<Row extends CsvRow>(
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[],
): string {
  return write(rows.map((row) => columns.map((column) => row[column] ?? null)));
}

function write(cells: readonly (readonly CsvCell[])[]): string {
  return stringify(cells as CsvCell[][], {
    record_delimiter: "windows",
    escape_formulas: true,
    cast: { boolean: (value) => String(value) },
  });
}
