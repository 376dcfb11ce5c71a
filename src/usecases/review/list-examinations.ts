import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { examines } from "../../domain/examination.ts";
import { findRecordOwners } from "../../repositories/access/record-owners.ts";
import { findExhibit } from "../../repositories/evidence/exhibits.ts";
import type { Page } from "../../repositories/page.ts";
import { type Examination, listExaminations as listRows } from "../../repositories/review/examinations.ts";
import { assertReadable } from "../access/assert-there.ts";
import { authorise, recordForeignRead } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";

/**
 * What was documented of an exhibit, newest first: an examiner's own records, for the coordinator of its state and auditors everybody's. What
 * the first examiner saw is not for whoever is to verify blind. Errors: NOT_FOUND, FORBIDDEN,
 * RECORD_REMOVED.
 */
export async function listExaminations(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: PageInput & { readonly exhibitId: string },
): Promise<Page<Examination>> {
  const { actor } = context;
  const found = await findExhibit(deps.sql, input.exhibitId);
  const subject = { kind: "exhibit" as const, id: input.exhibitId };
  // An auditor reads what was documented, and not the exhibit itself: the database does not show it to them.
  if (found === null && !actor.roles.includes("auditor")) {
    throw await refuseUnseen(deps, context, "examination.read", subject);
  }
  const target = { ownerStates: found === null ? await findRecordOwners(deps.sql, subject) : [found.ownerState] };
  if (target.ownerStates.length === 0) throw new RibinError("NOT_FOUND");
  await authorise(deps, context, "examination.read", target, subject);
  if (found !== null) assertReadable(context, found);
  await recordForeignRead(deps, context, "exhibit.examination_read", target, subject);
  const filter = { exhibitId: subject.id, accountId: examines(actor) ? actor.id : null };
  return listRows(deps.sql, filter, toPageRequest(input));
}
