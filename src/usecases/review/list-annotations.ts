import type { RequestContext } from "../../domain/context.ts";
import { type Annotation, listAnnotations as listRows } from "../../repositories/review/annotations.ts";
import type { Deps } from "../deps.ts";
import { openBenchNotes } from "./open-bench-notes.ts";

/** With what was corrected and withdrawn since: `standing` is what no other record replaces. */
export interface AnnotationView extends Annotation {
  readonly standing: boolean;
}

/** What was drawn on the marks of a linkage, oldest first, as far as the actor reads it. Errors: as `openBenchNotes`. */
export async function listAnnotations(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  { linkageId }: { readonly linkageId: string },
): Promise<readonly AnnotationView[]> {
  const of = await openBenchNotes(deps, context, linkageId, "annotation.listed");
  const rows = await listRows(deps.sql, linkageId, of);
  const replaced = new Set(rows.map((row) => row.replaces));
  return rows.map((row) => ({ ...row, standing: row.act !== "withdrawn" && !replaced.has(row.id) }));
}
