import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { examines } from "../../domain/examination.ts";
import { findExhibit } from "../../repositories/evidence/exhibits.ts";
import type { Page } from "../../repositories/page.ts";
import { type Examination, listExaminations as listRows } from "../../repositories/review/examinations.ts";
import { authorise, recordForeignRead } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/**
 * What was documented of an exhibit, newest first: an examiner's own records, for the coordinator of its state and auditors everybody's. What
 * the first examiner saw is not for whoever is to verify blind. Errors: NOT_FOUND, FORBIDDEN.
 */
export async function listExaminations(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput & { readonly exhibitId: string },
): Promise<Page<Examination>> {
  const { actor } = context;
  const found = await findExhibit(deps.sql, input.exhibitId);
  if (found === null) throw new RibinError("NOT_FOUND");
  const target = { ownerStates: [found.ownerState] };
  const subject = { kind: "exhibit", id: found.id };
  await authorise(deps, context, "examination.read", target, subject);
  await recordForeignRead(deps, context, "exhibit.examination_read", target, subject);
  const filter = { exhibitId: found.id, accountId: examines(actor) ? actor.id : null };
  return listRows(deps.sql, filter, toPageRequest(input));
}
