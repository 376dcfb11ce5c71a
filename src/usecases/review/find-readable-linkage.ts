import type { RequestContext } from "../../domain/context.ts";
import { findLinkage, type Linkage } from "../../repositories/review/linkage-queue.ts";
import { authorise } from "../access/authorise.ts";
import { describePairAccess, type PairAccess } from "../access/describe-pair-access.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";

/** The linkage with what the actor is to it, after the check that the actor may read it. Errors: NOT_FOUND, FORBIDDEN. */
export async function findReadableLinkage(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  id: string,
): Promise<{ linkage: Linkage; access: PairAccess }> {
  const linkage = await findLinkage(deps.sql, id);
  if (linkage === null) {
    throw await refuseUnseen(deps, context, "linkage.read", { kind: "linkage", id: id });
  }
  const access = await describePairAccess(deps, context, linkage);
  await authorise(deps, context, "linkage.read", access.target, { kind: "linkage", id });
  return { linkage, access };
}
