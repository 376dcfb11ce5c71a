import type { RatingOutcome } from "../../analysis/likelihood/rate-evidence.ts";
import type { RequestContext } from "../../domain/context.ts";
import { hideUnverified } from "../../domain/linkage.ts";
import { can } from "../../domain/permission.ts";
import { findLinkageClocks } from "../../repositories/clocks/linkage-clocks.ts";
import { type CandidateOfLinkage, listCandidatesOfLinkage } from "../../repositories/correlation/candidate-rankings.ts";
import { type ConclusionRow, listConclusions } from "../../repositories/review/conclusions.ts";
import { findHitOfLinkage } from "../../repositories/review/hits.ts";
import { listReviews, type Review } from "../../repositories/review/reviews.ts";
import { recordForeignRead } from "../access/authorise.ts";
import { rateComparison } from "../correlation/rate-comparison.ts";
import type { Deps } from "../deps.ts";
import { findReadableLinkage } from "./find-readable-linkage.ts";
import { type LinkageView, viewLinkage } from "./view-linkage.ts";

/** Reasons are free text: another state's are shown where its images are, and null otherwise. */
type WithGuardedReasons<T extends { reasons: string }> = Omit<T, "reasons"> & { readonly reasons: string | null };

export interface LinkageDetail extends LinkageView {
  /** `rating`: an investigative ranking, not an evidential conclusion; null while nothing was compared. */
  readonly candidates: readonly (CandidateOfLinkage & { readonly rating: RatingOutcome | null })[];
  readonly reviews: readonly WithGuardedReasons<Review>[];
  /** Blind: before a verification, nobody sees another person's first conclusion. */
  readonly conclusions: readonly WithGuardedReasons<ConclusionRow>[];
  /** There is a first conclusion, whether or not the reader may see it. */
  readonly firstConclusionRecorded: boolean;
  readonly hitId: string | null;
}

/** One linkage with its reviews and, as far as blind verification lets the reader see them, its conclusions. */
export async function readLinkage(
  deps: Pick<Deps, "sql" | "clock" | "likelihoods">,
  context: RequestContext,
  input: { id: string },
): Promise<LinkageDetail> {
  const { linkage, access } = await findReadableLinkage(deps, context, input.id);
  await recordForeignRead(deps, context, "linkage.read", access.target, { kind: "linkage", id: linkage.id });
  const recorded = await listConclusions(deps.sql, linkage.id);
  const guard = <T extends { reasons: string; accountState: string }>(row: T): WithGuardedReasons<T> => {
    return { ...row, reasons: access.images || row.accountState === context.actor.state ? row.reasons : null };
  };
  const candidates = await listCandidatesOfLinkage(deps.sql, linkage.id);
  // A clock tells of the own case; a regional coordinator, of whatever state, reads no cases.
  const regional = can(context.actor, "linkage.read", { ownerStates: [] });
  const clocks = await findLinkageClocks(deps.sql, [linkage.id], regional ? null : context.actor.state);
  return {
    ...viewLinkage(context.actor, linkage, access, deps.clock.now(), clocks.get(linkage.id) ?? null),
    candidates: candidates.map((row) => ({ ...row, rating: rateComparison(deps.likelihoods, row) })),
    reviews: (await listReviews(deps.sql, linkage.id)).map(guard),
    conclusions: hideUnverified(recorded, context.actor.id).map(guard),
    firstConclusionRecorded: recorded.some((row) => row.part === "first"),
    hitId: (await findHitOfLinkage(deps.sql, linkage.id))?.id ?? null,
  };
}
