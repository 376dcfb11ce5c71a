import type { RequestContext } from "../../domain/context.ts";
import type { Target } from "../../domain/permission.ts";
import { type Case, findCase } from "../../repositories/evidence/cases.ts";
import { isCaseReleased } from "../../repositories/sharing/releases.ts";
import { assertReadable } from "../access/assert-there.ts";
import { authorise } from "../access/authorise.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";

/**
 * The case with what the actor is to it, after the check that the actor may read it. NOT_FOUND where it does not exist or is
 * another state's and not released, RECORD_REMOVED where its state took it out.
 */
export async function findReadableCase(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  id: string,
): Promise<{ found: Case; target: Target }> {
  const found = await findCase(deps.sql, id);
  if (found === null) {
    throw await refuseUnseen(deps, context, "case.read", { kind: "case", id: id });
  }
  const released =
    found.ownerState !== context.actor.state &&
    (await isCaseReleased(deps.sql, id, context.actor.state, deps.clock.now()));
  const target: Target = { ownerStates: [found.ownerState], labId: found.labId, released };
  await authorise(deps, context, "case.read", target, { kind: "case", id });
  assertReadable(context, found);
  return { found, target };
}
