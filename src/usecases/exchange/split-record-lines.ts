import { RibinError } from "../../domain/errors.ts";

/** Of a record: the outcome of a comparison is the longest. */
const MAX_LINE = 16 * 1024 * 1024;

/** Lines of a file of records, some at a time. Errors: ARCHIVE_INVALID. */
export async function* splitRecordLines(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  batch: number,
): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  let lines: string[] = [];
  for await (const chunk of chunks) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    if (rest.length > MAX_LINE)
      throw new RibinError("ARCHIVE_INVALID", `${path} has a record of more than ${MAX_LINE} characters.`);
    lines.push(...parts);
    for (; lines.length >= batch; lines = lines.slice(batch)) yield lines.slice(0, batch);
  }
  if (rest !== "") throw new RibinError("ARCHIVE_INVALID", `${path} ends in the middle of a record.`);
  if (lines.length > 0) yield lines;
}
