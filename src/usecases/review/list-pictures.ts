import type { RequestContext } from "../../domain/context.ts";
import { type ComparisonPicture, listPictures as listRows } from "../../repositories/review/comparison-pictures.ts";
import type { Deps } from "../deps.ts";
import { openBenchNotes } from "./open-bench-notes.ts";

/** The pictures that were kept of a linkage, oldest first, as far as the actor reads them. Errors: as `openBenchNotes`. */
export async function listPictures(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  { linkageId }: { readonly linkageId: string },
): Promise<readonly ComparisonPicture[]> {
  const of = await openBenchNotes(deps, context, linkageId, "picture.listed");
  return listRows(deps.sql, linkageId, of);
}
