import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import { insertAuditEvent } from "../../repositories/audit/audit-events.ts";
import {
  findRelease,
  type Release,
  withdrawRelease as withdrawReleaseRow,
} from "../../repositories/sharing/releases.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { type Named, nameCase } from "../evidence/name-cases.ts";

/** Every later read by the other state is refused. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (withdrawn already). */
export async function withdrawRelease(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { id: string },
): Promise<Named<Release>> {
  const release = await findRelease(deps.sql, input.id);
  if (release === null) {
    throw await refuseUnseen(deps, context, "release.read", { kind: "release", id: input.id });
  }
  const target = { ownerStates: [release.ownerState] };
  const subject = { kind: "release" as const, id: release.id };
  await authorise(deps, context, "release.read", target, subject);
  await authorise(deps, context, "release.withdraw", target, subject);
  const now = deps.clock.now();
  const withdrawn = await deps.sql.transaction(async (tx) => {
    const withdrawn = await withdrawReleaseRow(tx, release.id, now);
    if (withdrawn === null) throw new RibinError("CONFLICT", "The release is withdrawn already.");
    await insertAuditEvent(tx, context, {
      at: now,
      action: "release.withdrawn",
      targetKind: "release",
      targetId: release.id,
      ownerStates: [release.ownerState],
      detail: { caseId: release.caseId, toState: release.toState },
    });
    return withdrawn;
  });
  return nameCase(deps, context, withdrawn);
}
