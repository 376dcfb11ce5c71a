import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { SqlExecutor } from "../../ports/sql.ts";
import { type Assignment, findAssignment, findAssignmentById } from "../../repositories/review/assignments.ts";
import { type Linkage, lockLinkageAsItIs } from "../../repositories/review/linkage-queue.ts";
import type { PairAccess } from "../access/describe-pair-access.ts";
import type { Deps } from "../deps.ts";
import { findReadableLinkage } from "./find-readable-linkage.ts";

/** An assignment of a linkage that the actor may read. Errors: NOT_FOUND. */
export async function findReadableAssignment(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  id: string,
): Promise<{ assignment: Assignment; linkage: Linkage; access: PairAccess }> {
  const assignment = await findAssignmentById(deps.sql, id);
  if (assignment === null) throw new RibinError("NOT_FOUND");
  return { assignment, ...(await findReadableLinkage(deps, context, assignment.linkageId)) };
}

/** Holds the linkage, so that nobody answers or replaces the assignment meanwhile. Errors: CONFLICT (answered, or replaced). */
export async function holdOpenAssignment(tx: SqlExecutor, assignment: Assignment): Promise<Linkage> {
  const linkage = await lockLinkageAsItIs(tx, assignment.linkageId);
  const standing = await findAssignment(tx, linkage.id, assignment.part);
  if (standing?.id !== assignment.id || !standing.open) {
    throw new RibinError("CONFLICT", "This is no longer asked of anybody: it was answered or assigned anew.");
  }
  return linkage;
}
