import type { RequestContext } from "../../domain/context.ts";
import type { Target } from "../../domain/permission.ts";
import { findCase } from "../../repositories/evidence/cases.ts";
import { type Exhibit, findExhibit } from "../../repositories/evidence/exhibits.ts";
import { isCaseReleased } from "../../repositories/sharing/releases.ts";
import { assertReadable } from "../access/assert-there.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";

/** As `findReadableCase`, of an exhibit; it is released with its case. */
export async function findReadableExhibit(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  id: string,
): Promise<{ found: Exhibit; target: Target }> {
  const found = await findExhibit(deps.sql, id);
  if (found === null) {
    throw await refuseUnseen(deps, context, "exhibit.read", { kind: "exhibit", id: id });
  }
  const released =
    found.ownerState !== context.actor.state &&
    (await isCaseReleased(deps.sql, found.caseId, context.actor.state, deps.clock.now()));
  const labId = (await findCase(deps.sql, found.caseId))?.labId ?? null;
  const target: Target = { ownerStates: [found.ownerState], labId, exhibitType: found.type, released };
  await authorise(deps, context, "exhibit.read", target, { kind: "exhibit", id });
  assertReadable(context, found);
  return { found, target };
}
