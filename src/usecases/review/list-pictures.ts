import type { RequestContext } from "../../domain/context.ts";
import {
  listPictureHeads,
  listPictures as listRows,
  type PictureHead,
} from "../../repositories/review/comparison-pictures.ts";
import type { Deps } from "../deps.ts";
import { auditBenchNotes, openBenchNotes } from "./open-bench-notes.ts";

/**
 * The pictures that were kept of a linkage, oldest first, as far as the actor reads them; to an auditor without captions, and none is opened.
 * Errors: as `openBenchNotes`.
 */
export async function listPictures(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  { linkageId }: { readonly linkageId: string },
): Promise<readonly PictureHead[]> {
  if (await auditBenchNotes(deps, context, linkageId, "picture.listed")) return listPictureHeads(deps.sql, linkageId);
  return listRows(deps.sql, linkageId, await openBenchNotes(deps, context, linkageId, "picture.listed"));
}
