import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Target } from "../../domain/permission.ts";
import { type Acquisition, findAcquisition, findRemovalOf } from "../../repositories/acquisitions/acquisitions.ts";
import { findExhibit } from "../../repositories/evidence/exhibits.ts";
import { isExhibitReleased } from "../../repositories/sharing/releases.ts";
import { assertThere } from "../access/assert-there.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";

/** As `findReadableCase`, of an acquisition; it is released with its exhibit's case. */
export async function findReadableAcquisition(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  id: string,
): Promise<{ found: Acquisition; target: Target }> {
  const found = await findAcquisition(deps.sql, id);
  if (found === null) {
    throw await refuseUnseen(deps, context, "acquisition.read", { kind: "acquisition", id: id });
  }
  const target = await describeAcquisition(deps, context, found);
  await authorise(deps, context, "acquisition.read", target, { kind: "acquisition", id });
  await assertAcquisitionThere(deps, id);
  return { found, target };
}

/** Of an acquisition nothing is shown once its exhibit is removed, not to its own state either. Errors: RECORD_REMOVED. */
export async function assertAcquisitionThere(deps: Pick<Deps, "sql">, id: string): Promise<void> {
  assertThere({ removedAt: await findRemovalOf(deps.sql, id) });
}

export async function describeAcquisition(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  found: Acquisition,
): Promise<Target> {
  const target: Target = { ownerStates: [found.ownerState], labId: found.labId };
  if (found.ownerState !== context.actor.state) {
    const released = await isExhibitReleased(deps.sql, found.exhibitId, context.actor.state, deps.clock.now());
    return { ...target, released };
  }
  const exhibit = await findExhibit(deps.sql, found.exhibitId);
  if (exhibit === null) throw new RibinError("NOT_FOUND");
  return { ...target, exhibitType: exhibit.type };
}
