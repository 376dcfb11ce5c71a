import type { RequestContext } from "../../domain/context.ts";
import {
  type Annotation,
  listAnnotationHeads,
  listAnnotations as listRows,
} from "../../repositories/review/annotations.ts";
import type { Deps } from "../deps.ts";
import { auditBenchNotes, openBenchNotes } from "./open-bench-notes.ts";

/** With what was corrected and withdrawn since: `standing` is what no other record replaces. */
export interface AnnotationView extends Annotation {
  readonly standing: boolean;
}

/**
 * What was drawn on the marks of a linkage, oldest first, as far as the actor reads it; to an auditor without places and words.
 * Errors: as `openBenchNotes`.
 */
export async function listAnnotations(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  { linkageId }: { readonly linkageId: string },
): Promise<readonly AnnotationView[]> {
  const rows = (await auditBenchNotes(deps, context, linkageId, "annotation.listed"))
    ? await listAnnotationHeads(deps.sql, linkageId)
    : await listRows(deps.sql, linkageId, await openBenchNotes(deps, context, linkageId, "annotation.listed"));
  const replaced = new Set(rows.map((row) => row.replaces));
  return rows.map((row) => ({ ...row, standing: row.act !== "withdrawn" && !replaced.has(row.id) }));
}
