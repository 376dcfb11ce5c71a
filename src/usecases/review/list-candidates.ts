import type { RatingOutcome } from "../../analysis/likelihood/rate-evidence.ts";
import type { RequestContext } from "../../domain/context.ts";
import type { LinkageState } from "../../domain/vocabulary.ts";
import { findAcquisition } from "../../repositories/acquisitions/acquisitions.ts";
import { type ComparedCandidate, listRankedCandidates } from "../../repositories/correlation/candidate-rankings.ts";
import type { Page } from "../../repositories/page.ts";
import { authorise } from "../access/authorise.ts";
import { describePairs } from "../access/describe-pair-access.ts";
import { recordForeignList } from "../access/record-foreign-list.ts";
import { refuseUnseen } from "../access/refuse-unseen.ts";
import type { SideView } from "../access/view-side.ts";
import { assertAcquisitionThere } from "../acquisitions/find-readable-acquisition.ts";
import { rateComparison } from "../correlation/rate-comparison.ts";
import type { Deps } from "../deps.ts";
import { type PageInput, toPageRequest } from "../requests/page-input.ts";
import { findStop, type Stop } from "./find-stop.ts";
import { type CandidateSayings, sayOfCandidate } from "./say-of-candidate.ts";
import { unmaskPairs } from "./unmask.ts";
import { viewMasked } from "./view-linkage.ts";

export interface CandidateView extends ComparedCandidate, CandidateSayings {
  /** An investigative ranking, not an evidential conclusion; it orders nothing here. Null while nothing was compared. */
  readonly rating: RatingOutcome | null;
  /** 1 is the best verified score; equal scores share a rank. Null where the two are not comparable, or not yet compared. */
  readonly rank: number | null;
  /** The linkage in the examiners' queue, where the candidate was proposed for one. */
  readonly linkageId: string | null;
  readonly linkageState: LinkageState | null;
  readonly other: SideView;
  /** The other side's acquisition, only where the two states let the reader's state see its image. */
  readonly otherAcquisitionId: string | null;
  /** The exhibit that the reader documents before the comparison and the case's facts are shown; null: nothing is asked. */
  readonly toExamine: string | null;
}

export interface CandidatePage extends Page<CandidateView> {
  /** Of the whole list; null where nothing of it is rated, and on every page but the first. */
  readonly stop: Stop | null;
}

/** The candidates of an acquisition of the own state, best verified score first. Errors: NOT_FOUND, FORBIDDEN. */
export async function listCandidates(
  deps: Pick<Deps, "sql" | "clock" | "likelihoods">,
  context: RequestContext,
  input: PageInput & { acquisitionId: string; expectedMates?: number },
): Promise<CandidatePage> {
  const { actor } = context;
  const acquisition = await findAcquisition(deps.sql, input.acquisitionId);
  if (acquisition === null) {
    throw await refuseUnseen(deps, context, "candidate.read", { kind: "acquisition", id: input.acquisitionId });
  }
  const target = { ownerStates: [acquisition.ownerState] };
  await authorise(deps, context, "candidate.read", target, { kind: "acquisition", id: acquisition.id });
  await assertAcquisitionThere(deps, acquisition.id);
  const filter = { acquisitionId: acquisition.id, viewer: actor.state, now: deps.clock.now() };
  const { whole, ...page } = await listRankedCandidates(deps.sql, filter, toPageRequest(input));
  const pairs = page.items.map((row) => ({ exhibitA: acquisition.exhibitId, exhibitB: row.otherExhibitId }));
  const accesses = await describePairs(deps, context, pairs);
  const shownPairs = page.items.map(({ id }, at) => ({ id, access: accesses[at]! }));
  await recordForeignList(deps, context, "candidate", { kind: "acquisition", id: acquisition.id }, shownPairs);
  const toExamine = await unmaskPairs(deps, context, accesses);
  const items: CandidateView[] = [];
  for (const [at, row] of page.items.entries()) {
    const access = accesses[at]!;
    const masked = toExamine[at] !== null;
    const { otherExhibitId: _exhibit, position: _position, ...shown } = row;
    const rating = rateComparison(deps.likelihoods, row);
    items.push({
      ...shown,
      rating,
      ...sayOfCandidate(row, rating),
      other: viewMasked(actor, access.sides[1], masked),
      otherAcquisitionId: access.images && !masked ? row.otherAcquisitionId : null,
      toExamine: toExamine[at] ?? null,
    });
  }
  const stop = whole === null ? null : findStop(deps.likelihoods, whole, input.expectedMates ?? 0.5);
  return { ...page, items, stop };
}
