import type { RequestContext } from "../../domain/context.ts";
import { findHit } from "../../repositories/review/hits.ts";
import { authorise, recordForeignRead } from "../access/authorise.ts";
import { describePairAccess } from "../access/describe-pair-access.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { Deps } from "../deps.ts";
import { type HitView, viewHit } from "./view-hit.ts";

/** Errors: NOT_FOUND, FORBIDDEN. */
export async function readHit(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { id: string },
): Promise<HitView> {
  const hit = await findHit(deps.sql, input.id);
  if (hit === null) {
    throw await refuseUnseen(deps, context, "hit.read", { kind: "hit", id: input.id });
  }
  const access = await describePairAccess(deps, context, hit);
  const subject = { kind: "hit" as const, id: hit.id };
  await authorise(deps, context, "hit.read", access.target, subject);
  await recordForeignRead(deps, context, "hit.read", access.target, subject);
  return viewHit(context.actor, hit, access);
}
