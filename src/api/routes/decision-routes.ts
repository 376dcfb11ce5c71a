/** From a candidate to a hit: review, verification, consultation, firearm groups, known pairs. In the order of the docs page. */
import type { Route } from "../fastify-types.ts";
import { plotCandidate } from "./candidates/plot-candidate.ts";
import { readAlignedMarks } from "./candidates/read-aligned-marks.ts";
import { readCandidateEvidence } from "./candidates/read-candidate-evidence.ts";
import { decideSplit } from "./firearm-groups/decide-split.ts";
import { listFirearmGroups } from "./firearm-groups/list-firearm-groups.ts";
import { mergeFirearmGroups } from "./firearm-groups/merge-firearm-groups.ts";
import { proposeSplit } from "./firearm-groups/propose-split.ts";
import { readFirearmGroup } from "./firearm-groups/read-firearm-group.ts";
import { listHits } from "./hits/list-hits.ts";
import { readHit } from "./hits/read-hit.ts";
import { askThird } from "./linkages/ask-third.ts";
import { concludeLinkage } from "./linkages/conclude-linkage.ts";
import { confirmHit } from "./linkages/confirm-hit.ts";
import { correctAnnotation } from "./linkages/correct-annotation.ts";
import { correctConclusion } from "./linkages/correct-conclusion.ts";
import { drawAnnotation } from "./linkages/draw-annotation.ts";
import { keepPicture } from "./linkages/keep-picture.ts";
import { listAnnotations } from "./linkages/list-annotations.ts";
import { listBulletComparisons } from "./linkages/list-bullet-comparisons.ts";
import { listLinkages } from "./linkages/list-linkages.ts";
import { listPictures } from "./linkages/list-pictures.ts";
import { plotBulletComparison } from "./linkages/plot-bullet-comparison.ts";
import { readLinkage } from "./linkages/read-linkage.ts";
import { readPicture } from "./linkages/read-picture.ts";
import { recordStatement } from "./linkages/record-statement.ts";
import { reviewLinkage } from "./linkages/review-linkage.ts";
import { withdrawAnnotation } from "./linkages/withdraw-annotation.ts";
import { listKnownPairs } from "./proficiency/list-known-pairs.ts";
import { readProficiency } from "./proficiency/read-proficiency.ts";
import { seedKnownPair } from "./proficiency/seed-known-pair.ts";
import { declineVerification } from "./verifications/decline-verification.ts";
import { listVerifications } from "./verifications/list-verifications.ts";
import { reassignVerification } from "./verifications/reassign-verification.ts";

export const DECISION_ROUTES: readonly Route[] = [
  readCandidateEvidence,
  plotCandidate,
  readAlignedMarks,
  listLinkages,
  readLinkage,
  listBulletComparisons,
  plotBulletComparison,
  listAnnotations,
  drawAnnotation,
  correctAnnotation,
  withdrawAnnotation,
  listPictures,
  keepPicture,
  readPicture,
  reviewLinkage,
  concludeLinkage,
  correctConclusion,
  listVerifications,
  declineVerification,
  reassignVerification,
  recordStatement,
  askThird,
  confirmHit,
  listHits,
  readHit,
  listFirearmGroups,
  readFirearmGroup,
  mergeFirearmGroups,
  proposeSplit,
  decideSplit,
  seedKnownPair,
  listKnownPairs,
  readProficiency,
];
