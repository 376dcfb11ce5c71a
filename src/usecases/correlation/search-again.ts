/** What was not searchable, or searched wrongly, may have become so: a release, a case no longer restricted, a corrected exhibit. */
import type { RequestContext } from "../../domain/context.ts";
import { causeOfPreparation } from "../../jobs/catalog.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { listAcquisitionsToSearch } from "../../repositories/acquisitions/acquisitions.ts";
import { askForJob } from "../jobs/ask-for-job.ts";

/**
 * Asks, in the transaction of the change, that the acquisitions concerned are searched once more; a pair has two sides, and the
 * search of one finds it. `cause` names the change, e.g. "release/<id>": one search a cause. Acquisitions that are still on
 * their way are asked for too: only when the job runs is it known whether their own search had seen the change.
 */
export async function searchAgain(
  tx: SqlExecutor,
  context: RequestContext,
  of: { readonly caseId: string } | { readonly exhibitId: string },
  cause: string,
  at: Date,
): Promise<void> {
  for (const acquisition of await listAcquisitionsToSearch(tx, of)) {
    await askForJob(tx, "search-candidates", acquisition, context.requestId, at, cause);
  }
}

/** The same for an exhibit whose files are to be prepared in another way; `what` names the change. */
export async function prepareAgain(
  tx: SqlExecutor,
  context: RequestContext,
  exhibitId: string,
  what: string,
  at: Date,
): Promise<void> {
  for (const acquisition of await listAcquisitionsToSearch(tx, { exhibitId })) {
    await askForJob(tx, "extract-features", acquisition, context.requestId, at, causeOfPreparation(what));
  }
}
