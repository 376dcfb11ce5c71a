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
 * another's would lead who is to verify blind. The read is recorded as `action`.
 * Errors: NOT_FOUND, FORBIDDEN, EXAMINATION_NOT_DOCUMENTED, RECORD_REMOVED.
 */
export async function openBenchNotes(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  linkageId: string,
  action: AuditAction,
): Promise<string | null> {
  const subject = { kind: "linkage" as const, id: linkageId };
  const { access } = await findReadableLinkage(deps, context, linkageId);
  await authorise(deps, context, "annotation.read", access.target, subject);
  await unmaskPair(deps, context, access);
  await recordForeignRead(deps, context, action, access.target, subject);
  return isVerified(await listConclusions(deps.sql, linkageId)) ? null : context.actor.id;
}

/**
 * Whether the actor reads of them as an auditor does: everybody's and at any time, but only who, when and by which act; the linkage itself
 * is not shown. The read is recorded then. Errors: NOT_FOUND, PURPOSE_REQUIRED.
 */
export async function auditBenchNotes(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  linkageId: string,
  action: AuditAction,
): Promise<boolean> {
  if (!auditsAnnotations(context.actor)) return false;
  const subject = { kind: "linkage" as const, id: linkageId };
  const target = { ownerStates: await findRecordOwners(deps.sql, subject) };
  if (target.ownerStates.length === 0) throw new RibinError("NOT_FOUND");
  const { state, roles } = context.actor;
  // Who coordinates one of the two states reads as that.
  if (roles.includes("national_coordinator") && target.ownerStates.some((owner) => owner === state)) return false;
  await authorise(deps, context, "annotation.read", target, subject);
  await recordForeignRead(deps, context, action, target, subject);
  return true;
}
