import { auditsAnnotations } from "../../domain/annotation.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { isVerified } from "../../domain/linkage.ts";
import { findRecordOwners } from "../../repositories/access/record-owners.ts";
import { type Annotation, listAnnotations as listRows } from "../../repositories/review/annotations.ts";
import { listConclusions } from "../../repositories/review/conclusions.ts";
import { authorise, recordForeignRead } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableLinkage } from "./find-readable-linkage.ts";
import { unmaskPair } from "./unmask.ts";

/** With what was corrected and withdrawn since: `standing` is what no other record replaces. */
export interface AnnotationView extends Annotation {
  readonly standing: boolean;
}

/**
 * What was drawn on the marks of a linkage, oldest first. Until the verification is recorded each reads the own alone: another's would lead
 * who is to verify blind. Auditors read everybody's. Errors: NOT_FOUND, FORBIDDEN, EXAMINATION_NOT_DOCUMENTED, RECORD_REMOVED.
 */
export async function listAnnotations(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  { linkageId }: { readonly linkageId: string },
): Promise<readonly AnnotationView[]> {
  const { actor } = context;
  const subject = { kind: "linkage", id: linkageId };
  if (auditsAnnotations(actor)) {
    // The linkage itself is not shown to an auditor.
    const target = { ownerStates: await findRecordOwners(deps.sql, subject) };
    if (target.ownerStates.length === 0) throw new RibinError("NOT_FOUND");
    await authorise(deps, context, "annotation.read", target, subject);
    await recordForeignRead(deps, context, "annotation.listed", target, subject);
    return markStanding(await listRows(deps.sql, linkageId, null));
  }
  const { access } = await findReadableLinkage(deps, context, linkageId);
  await authorise(deps, context, "annotation.read", access.target, subject);
  await unmaskPair(deps, context, access);
  await recordForeignRead(deps, context, "annotation.listed", access.target, subject);
  const verified = isVerified(await listConclusions(deps.sql, linkageId));
  return markStanding(await listRows(deps.sql, linkageId, verified ? null : actor.id));
}

function markStanding(rows: readonly Annotation[]): readonly AnnotationView[] {
  const replaced = new Set(rows.map((row) => row.replaces));
  return rows.map((row) => ({ ...row, standing: row.act !== "withdrawn" && !replaced.has(row.id) }));
}
