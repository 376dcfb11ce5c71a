/** A strict reader of RFC 4180 text: comma, CRLF or LF, fields in double quotes where they need them. */
import { RibinError } from "../../domain/errors.ts";

export interface CsvRecord {
  /** Line of the text, from 1, on which the record begins. */
  readonly line: number;
  readonly fields: readonly string[];
}

function fail(line: number, what: string): never {
  throw new RibinError("LABELS_INVALID", `Line ${line}: ${what}.`);
}

/**
 * Splits text into records. Empty lines are skipped; a byte order mark is dropped.
 * @throws RibinError LABELS_INVALID naming the line of a quote that is never closed, stands inside an unquoted field, or
 * is followed by anything but a comma or the end of the line
 */
export function readCsv(text: string): CsvRecord[] {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const records: CsvRecord[] = [];
  let line = 1;
  let at = 0;
  while (at < source.length) {
    const begun = line;
    const fields: string[] = [];
    let open = true;
    while (open) {
      let field = "";
      if (source[at] === '"') {
        const started = line;
        at++;
        for (;;) {
          const end = source.indexOf('"', at);
          if (end < 0) fail(started, "a quoted field is never closed");
          const part = source.slice(at, end);
          line += part.split("\n").length - 1;
          field += part;
          at = end + 1;
          if (source[at] !== '"') break;
          field += '"';
          at++;
        }
        if (at < source.length && !/[,\r\n]/.test(source[at])) fail(line, "text follows a closing quote");
      } else {
        const start = at;
        while (at < source.length && !/[,\r\n]/.test(source[at])) at++;
        field = source.slice(start, at);
        if (field.includes('"')) fail(line, "a quote stands inside an unquoted field");
      }
      fields.push(field);
      if (source[at] === ",") at++;
      else open = false;
    }
    if (source[at] === "\r") at++;
    if (source[at] === "\n") at++;
    line++;
    if (fields.length > 1 || fields[0] !== "") records.push({ line: begun, fields });
  }
  return records;
}
