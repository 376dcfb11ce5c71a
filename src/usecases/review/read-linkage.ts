import type { RatingOutcome } from "../../analysis/likelihood/rate-evidence.ts";
import type { RequestContext } from "../../domain/context.ts";
import { examines } from "../../domain/examination.ts";
import { hideUnverified, isVerified } from "../../domain/linkage.ts";
import { can } from "../../domain/permission.ts";
import { findLinkageClocks } from "../../repositories/clocks/linkage-clocks.ts";
import { type CandidateOfLinkage, listCandidatesOfLinkage } from "../../repositories/correlation/candidate-rankings.ts";
import { type Assignment, findAssignment, listAssignments } from "../../repositories/review/assignments.ts";
import { type ConclusionRow, listConclusions } from "../../repositories/review/conclusions.ts";
import { findHitOfLinkage } from "../../repositories/review/hits.ts";
import { listReviews, type Review } from "../../repositories/review/reviews.ts";
import { listStatements, type Statement } from "../../repositories/review/statements.ts";
import { recordForeignRead } from "../access/authorise.ts";
import { rateComparison } from "../correlation/rate-comparison.ts";
import type { Deps } from "../deps.ts";
import { findReadableLinkage } from "./find-readable-linkage.ts";
import { type CandidateSayings, sayOfCandidate } from "./say-of-candidate.ts";
import { unmaskPairs } from "./unmask.ts";
import { type LinkageView, viewLinkage } from "./view-linkage.ts";

/** Reasons are free text: another state's are shown where its images are, and null otherwise. */
type WithGuardedReasons<T extends { reasons: string }> = Omit<T, "reasons"> & { readonly reasons: string | null };
type WithGuardedStatement = Omit<Statement, "statement"> & { readonly statement: string | null };
type GuardedConclusion = WithGuardedReasons<ConclusionRow>;
type GuardedReview = Omit<WithGuardedReasons<Review>, "accountId"> & { readonly accountId: string | null };

export interface LinkageDetail extends LinkageView {
  /** `rating`: an investigative ranking, not an evidential conclusion; null while nothing was compared. */
  readonly candidates: readonly (CandidateOfLinkage & CandidateSayings & { readonly rating: RatingOutcome | null })[];
  /** Blind: before a verification, whoever examines is told of another's neither the words nor whose they are; from a first conclusion nobody is. */
  readonly reviews: readonly GuardedReview[];
  /** Blind: before a verification, nobody sees another person's first conclusion. */
  readonly conclusions: readonly GuardedConclusion[];
  /** There is a first conclusion, whether or not the reader may see it. */
  readonly firstConclusionRecorded: boolean;
  /** What was said in consultations, oldest first. */
  readonly statements: readonly WithGuardedStatement[];
  /** Whom the system asked: all of it for coordinators, what was asked of the reader for everybody else. */
  readonly assignments: readonly Assignment[];
  /** The system could ask nobody to verify, or to be the third; null for who coordinates nothing. */
  readonly nobodyEligible: boolean | null;
  /** A consultation is held, and its third is asked or to be asked. */
  readonly thirdAsked: boolean;
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
  const { actor } = context;
  const shows = (row: { accountState: string }) => access.images || row.accountState === actor.state;
  // A lead's reasons would lead who is to verify, and so would its name: most often the first examiner's. Whoever examines may be the one
  // who is asked, and what was read before the first conclusion is not unread after it.
  const blind = !isVerified(recorded) && (examines(actor) || recorded.length > 0);
  const guardReview = (row: Review): GuardedReview => {
    if (blind && row.accountId !== actor.id) return { ...row, accountId: null, reasons: null };
    return { ...row, reasons: shows(row) ? row.reasons : null };
  };
  const guardConclusion = (row: ConclusionRow): GuardedConclusion =>
    shows(row) ? row : { ...row, reasons: null, correctionReason: null };
  const guardStatement = (row: Statement) => ({ ...row, statement: shows(row) ? row.statement : null });
  const assignments = await listAssignments(deps.sql, linkage.id);
  const coordinates = can(actor, "verification.reassign", access.target) && !examines(actor);
  const [toExamine = null] = await unmaskPairs(deps, context, [access]);
  const candidates = await listCandidatesOfLinkage(deps.sql, linkage.id);
  // A clock tells of the own case; a regional coordinator, of whatever state, reads no cases.
  const regional = can(context.actor, "linkage.read", { ownerStates: [] });
  const clocks = await findLinkageClocks(deps.sql, [linkage.id], regional ? null : context.actor.state);
  return {
    ...viewLinkage(actor, linkage, access, deps.clock.now(), clocks.get(linkage.id) ?? null, toExamine),
    candidates: candidates.map((row) => {
      const rating = rateComparison(deps.likelihoods, row);
      const lands = access.images && toExamine === null ? row.lands : null;
      return { ...row, lands, rating, ...sayOfCandidate(row, rating) };
    }),
    reviews: (await listReviews(deps.sql, linkage.id)).map(guardReview),
    conclusions: hideUnverified(recorded, actor.id).map(guardConclusion),
    firstConclusionRecorded: recorded.some((row) => row.part === "first"),
    statements: (await listStatements(deps.sql, linkage.id)).map(guardStatement),
    assignments: assignments.filter((row) => coordinates || row.accountId === actor.id),
    nobodyEligible: coordinates ? isUnassigned(assignments) : null,
    thirdAsked:
      linkage.state === "consultation" && (await findAssignment(deps.sql, linkage.id, "third"))?.open === true,
    hitId: (await findHitOfLinkage(deps.sql, linkage.id))?.id ?? null,
  };
}

/** Of one part the newest is the one that counts. */
function isUnassigned(assignments: readonly Assignment[]): boolean {
  const replaced = new Set(assignments.map((row) => row.replaces));
  return assignments.some((row) => row.accountId === null && !replaced.has(row.id));
}
