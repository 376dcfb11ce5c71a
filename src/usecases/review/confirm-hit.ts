import { v7 as uuidv7 } from "uuid";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { assertConfirmable } from "../../domain/linkage.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import { lockCases } from "../../repositories/evidence/cases.ts";
import { listConclusions } from "../../repositories/review/conclusions.ts";
import { areCasesLinked, type Hit, insertHit } from "../../repositories/review/hits.ts";
import { lockLinkage, moveLinkage } from "../../repositories/review/linkage-queue.ts";
import { authorise } from "../access/authorise.ts";
import type { Deps } from "../deps.ts";
import { refuseKnownPair } from "../proficiency/refuse-known-pair.ts";
import { findReadableLinkage } from "./find-readable-linkage.ts";
import { type HitView, viewHit } from "./view-hit.ts";

/**
 * Makes a hit of a linkage that two examiners identified, the second blind (or a consultation did). It links two cases.
 * Errors: NOT_FOUND, FORBIDDEN, KNOWN_PAIR, VERIFICATION_MISSING, CONFLICT (state, or both exhibits of one case), PRECONDITION_FAILED.
 */
export async function confirmHit(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { linkageId: string; expectedVersion: number },
): Promise<HitView> {
  const { linkage: read, access } = await findReadableLinkage(deps, context, input.linkageId);
  const { target } = access;
  await authorise(deps, context, "hit.confirm", target, { kind: "linkage", id: input.linkageId });
  if (read.state === "under microscopy") {
    assertConfirmable(read.state, await listConclusions(deps.sql, read.id));
    await refuseKnownPair(deps, context, read.id, "hit");
  }
  const now = deps.clock.now();
  return deps.sql.transaction(async (tx) => {
    const linkage = await lockLinkage(tx, input.linkageId, input.expectedVersion);
    assertConfirmable(linkage.state, await listConclusions(tx, linkage.id));
    if (linkage.caseA === linkage.caseB) {
      throw new RibinError("CONFLICT", "Both exhibits are of one case; a hit links two cases.");
    }
    await lockCases(tx, [linkage.caseA, linkage.caseB]);
    const hit: Hit = {
      withdrawnAt: null,
      id: uuidv7(),
      linkageId: linkage.id,
      exhibitA: linkage.exhibitA,
      exhibitB: linkage.exhibitB,
      caseA: linkage.caseA,
      caseB: linkage.caseB,
      stateA: linkage.stateA,
      stateB: linkage.stateB,
      confirmedBy: context.actor.id,
      linksNewCases: !(await areCasesLinked(tx, linkage.caseA, linkage.caseB)),
      createdAt: now,
    };
    await insertHit(tx, hit);
    const moved = await moveLinkage(tx, linkage, "hit", now);
    await insertAuditEvent(tx, context, {
      at: now,
      action: "hit.confirmed",
      targetKind: "hit",
      targetId: hit.id,
      ownerStates: target.ownerStates,
      detail: { linkageId: linkage.id, linksNewCases: hit.linksNewCases, version: moved.version },
    });
    return viewHit(context.actor, hit, access);
  });
}
