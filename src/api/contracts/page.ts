import { z } from "zod";
import { shown } from "./primitives.ts";

export const PAGE_LIMIT = { default: 50, max: 200 } as const;

/** The query of every list; spread it into the route's own. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT.max).default(PAGE_LIMIT.default).describe("How many at most."),
  cursor: z.string().min(1).max(1000).optional().describe("`nextCursor` of the page before; leave out for the first."),
};

/** A page of a list, in a response. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return shown(
    z.object({
      items: z.array(item),
      nextCursor: z.string().nullable().describe("Null on the last page."),
    }),
  );
}
