import type { RequestContext } from "../../domain/context.ts";
import type { Target } from "../../domain/permission.ts";
import type { Acquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { listCandidateExhibitsOf } from "../../repositories/correlation/candidate-rankings.ts";
import { describePairs, type PairAccess } from "../access/describe-pair-access.ts";
import type { Deps } from "../deps.ts";
import { describeAcquisition } from "./find-readable-acquisition.ts";

export interface DescribedImage {
  readonly target: Target;
  /** In which another state's stands with the own exhibits, where they may be known and nothing is removed; none of the own state's. */
  readonly pairs: readonly PairAccess[];
}

/** What an acquisition's picture is to the actor: released with its case, or agreed where it stands in a candidate with the actor's state. */
export async function describeImage(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  found: Acquisition,
): Promise<DescribedImage> {
  const target = await describeAcquisition(deps, context, found);
  const { state } = context.actor;
  if (state === null || found.ownerState === state) return { target, pairs: [] };
  const own = await listCandidateExhibitsOf(deps.sql, found.id, state);
  const accesses = await describePairs(
    deps,
    context,
    own.map((exhibitId) => ({ exhibitA: exhibitId, exhibitB: found.exhibitId })),
  );
  const pairs = accesses.filter(({ visible, removedAt }) => visible && removedAt === null);
  const imagesAgreed = pairs.some((pair) => pair.target.imagesAgreed === true);
  return { target: target.released ? target : { ...target, imagesAgreed }, pairs };
}
