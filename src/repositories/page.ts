/** Cursor pagination: the cursor is the sort key of the last row, opaque to the client. */
import { z } from "zod";
import { RibinError } from "../domain/errors.ts";

export interface PageRequest {
  readonly limit: number;
  /** Sort key of the last row of the page before; null for the first page. */
  readonly after: readonly string[] | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

const cursorSchema = z.array(z.string().max(100)).min(1).max(4);

export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key), "utf8").toString("base64url");
}

/** Throws CURSOR_INVALID for anything that `encodeCursor` did not make. */
export function decodeCursor(cursor: string | undefined): readonly string[] | null {
  if (cursor === undefined) return null;
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw new RibinError("CURSOR_INVALID");
  }
}

const timeIdKeySchema = z.tuple([z.iso.datetime(), z.uuid()]);

/** The key of lists ordered by time and id; [null, null] for the first page. Throws CURSOR_INVALID for another list's cursor. */
export function readTimeIdKey(page: PageRequest): readonly [string | null, string | null] {
  if (page.after === null) return [null, null];
  const parsed = timeIdKeySchema.safeParse(page.after);
  if (!parsed.success) throw new RibinError("CURSOR_INVALID");
  return parsed.data;
}

/** Takes `limit + 1` rows and makes the page of them. */
export function readPage<T>(rows: readonly T[], page: PageRequest, keyOf: (row: T) => readonly string[]): Page<T> {
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > page.limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}
