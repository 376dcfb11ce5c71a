import { auditsAnnotations } from "../../domain/annotation.ts";
import type { AuditAction } from "../../domain/audit.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { isVerified } from "../../domain/linkage.ts";
import { findRecordOwners } from "../../repositories/access/record-owners.ts";
import { listConclusions } from "../../repositories/review/conclusions.ts";
import { authorise, recordForeignRead } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { findReadableLinkage } from "./find-readable-linkage.ts";
import { unmaskPair } from "./unmask.ts";

/**
 * Whose bench notes of a linkage the actor reads: null for everybody's. Until the verification is recorded each reads the own alone:
 * another's would lead who is to verify blind. Auditors read everybody's. The read is recorded as `action`.
 * Errors: NOT_FOUND, FORBIDDEN, EXAMINATION_NOT_DOCUMENTED, RECORD_REMOVED.
 */
export async function openBenchNotes(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  linkageId: string,
  action: AuditAction,
): Promise<string | null> {
  const { actor } = context;
  const subject = { kind: "linkage", id: linkageId };
  if (auditsAnnotations(actor)) {
    // The linkage itself is not shown to an auditor.
    const target = { ownerStates: await findRecordOwners(deps.sql, subject) };
    if (target.ownerStates.length === 0) throw new RibinError("NOT_FOUND");
    await authorise(deps, context, "annotation.read", target, subject);
    await recordForeignRead(deps, context, action, target, subject);
    return null;
  }
  const { access } = await findReadableLinkage(deps, context, linkageId);
  await authorise(deps, context, "annotation.read", access.target, subject);
  await unmaskPair(deps, context, access);
  await recordForeignRead(deps, context, action, access.target, subject);
  return isVerified(await listConclusions(deps.sql, linkageId)) ? null : actor.id;
}
