import { decodeCursor, type PageRequest } from "../../repositories/page.ts";

/** What a caller asks of a list; `limit` is bounded by the caller's contract. */
export interface PageInput {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export function toPageRequest(input: PageInput): PageRequest {
  return { limit: input.limit, after: decodeCursor(input.cursor) };
}
