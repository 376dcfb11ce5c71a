import { stringify } from "csv-stringify/sync";

export type CsvCell = string | number | boolean | null;

/**
 * Rows as CSV (RFC 4180, UTF-8), with a header. What a spreadsheet would take for a formula is escaped: names and numbers are typed by
 * people. Null is an empty cell.
 */
export function writeCsv<Row extends Readonly<Record<string, CsvCell>>>(
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[],
): string {
  return stringify(
    rows.map((row) => columns.map((column) => row[column] ?? null)),
    {
      header: true,
      columns: columns.map((key) => ({ key, header: key })),
      record_delimiter: "windows",
      escape_formulas: true,
      cast: { boolean: (value) => String(value) },
    },
  );
}
