import type { RequestContext } from "../../domain/context.ts";
import type { Target } from "../../domain/permission.ts";
import type { Acquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { listCandidateExhibitsOf } from "../../repositories/correlation/candidate-rankings.ts";
import { describePairs, type PairAccess } from "../access/describe-pair-access.ts";
import type { Deps } from "../deps.ts";
import { describeAcquisition } from "./find-readable-acquisition.ts";

/** What an acquisition's picture is to the actor: released with its case, or agreed where it stands in a candidate with the actor's state. */
export async function describeImage(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  found: Acquisition,
): Promise<Target> {
  const target = await describeAcquisition(deps, context, found);
  const { state } = context.actor;
  if (state === null || found.ownerState === state || target.released) return target;
  const own = await listCandidateExhibitsOf(deps.sql, found.id, state);
  const pairs = own.map((exhibitId) => ({ exhibitA: exhibitId, exhibitB: found.exhibitId }));
  const accesses = await describePairs(deps, context, pairs);
  return { ...target, imagesAgreed: accesses.some(isAgreed) };
}

const isAgreed = ({ visible, removedAt, target }: PairAccess) =>
  visible && removedAt === null && target.imagesAgreed === true;
