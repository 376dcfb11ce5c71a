/** Which cells agree on one rigid pose? */
import { wrapAngle } from "../register/pose.ts";
import type { Pose } from "../surface.ts";
import { fitRigidPose, type PointPair } from "./fit-rigid-pose.ts";

/** One place where one cell was found: the points of A and B that it lays on each other, its angle (B into A). */
export interface CellVote extends PointPair {
  readonly angle: number;
  readonly correlation: number;
}

export interface ConsensusSettings {
  readonly shiftTolerance: number;
  readonly angleTolerance: number;
  readonly leastCorrelation: number;
}

export interface Consensus {
  readonly pose: Pose;
  /** For each cell its congruent place, the best correlated one; null where none is. */
  readonly chosen: readonly (CellVote | null)[];
  /** Sum of the chosen correlations. */
  readonly weight: number;
}

/** While the pose is still a guess, cells may lie this many tolerances off. */
const FIRST_LOOSENESS = 1.6;
/** From this many cells on their places alone fix the angle; fewer leave it as it was registered. */
const LEAST_FOR_ANGLE = 4;

/**
 * Finds the rigid pose that most cells agree on. Every vote proposes the shift that it implies at the angle of `start`; the proposal
 * with the largest sum of agreeing correlations is fitted to its cells and counted again until it stands. Angles are wrapped,
 * the correlation threshold applies throughout, and each cell counts once.
 */
export function findConsensus(
  cells: readonly (readonly CellVote[])[],
  start: Pose,
  settings: ConsensusSettings,
): Consensus {
  const loose = {
    ...settings,
    shiftTolerance: settings.shiftTolerance * FIRST_LOOSENESS,
    angleTolerance: settings.angleTolerance * FIRST_LOOSENESS,
  };
  let best = countAgreeing(cells, start, loose);
  const cos = Math.cos(start.angle);
  const sin = Math.sin(start.angle);
  for (const votes of cells) {
    for (const vote of votes) {
      if (vote.correlation < settings.leastCorrelation) continue;
      if (Math.abs(wrapAngle(vote.angle - start.angle)) > loose.angleTolerance) continue;
      const pose = {
        angle: start.angle,
        shiftX: vote.ax - (cos * vote.bx - sin * vote.by),
        shiftY: vote.ay - (sin * vote.bx + cos * vote.by),
      };
      const found = countAgreeing(cells, pose, loose);
      if (found.weight > best.weight) best = found;
    }
  }
  for (let round = 0; round < 4; round++) {
    const pose = fitVotes(best);
    // The first fit still sees the loose set, later ones the strict one.
    best = countAgreeing(cells, pose, settings);
  }
  return best;
}

/** Whether a vote could come to agree with `pose` once it is refined. */
export function isNear(vote: CellVote, pose: Pose, settings: ConsensusSettings): boolean {
  if (Math.abs(wrapAngle(vote.angle - pose.angle)) > settings.angleTolerance * FIRST_LOOSENESS) return false;
  const cos = Math.cos(pose.angle);
  const sin = Math.sin(pose.angle);
  const dx = vote.ax - (cos * vote.bx - sin * vote.by + pose.shiftX);
  const dy = vote.ay - (sin * vote.bx + cos * vote.by + pose.shiftY);
  return Math.hypot(dx, dy) <= settings.shiftTolerance * FIRST_LOOSENESS;
}

function fitVotes(consensus: Consensus): Pose {
  const votes = consensus.chosen.filter((vote) => vote !== null);
  if (votes.length >= LEAST_FOR_ANGLE) {
    const fitted = fitRigidPose(votes);
    if (fitted !== null) return fitted;
  }
  if (votes.length === 0) return consensus.pose;
  const { angle } = consensus.pose;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let shiftX = 0;
  let shiftY = 0;
  for (const vote of votes) {
    shiftX += (vote.ax - (cos * vote.bx - sin * vote.by)) / votes.length;
    shiftY += (vote.ay - (sin * vote.bx + cos * vote.by)) / votes.length;
  }
  return { angle, shiftX, shiftY };
}

/** The votes that agree with a given pose, one a cell. */
export function countAgreeing(
  cells: readonly (readonly CellVote[])[],
  pose: Pose,
  settings: ConsensusSettings,
): Consensus {
  const cos = Math.cos(pose.angle);
  const sin = Math.sin(pose.angle);
  let weight = 0;
  const chosen = cells.map((votes) => {
    let best: CellVote | null = null;
    for (const vote of votes) {
      if (vote.correlation < settings.leastCorrelation) continue;
      if (best !== null && vote.correlation <= best.correlation) continue;
      if (Math.abs(wrapAngle(vote.angle - pose.angle)) > settings.angleTolerance) continue;
      const dx = vote.ax - (cos * vote.bx - sin * vote.by + pose.shiftX);
      const dy = vote.ay - (sin * vote.bx + cos * vote.by + pose.shiftY);
      if (dx * dx + dy * dy <= settings.shiftTolerance ** 2) best = vote;
    }
    if (best !== null) weight += best.correlation;
    return best;
  });
  return { pose, chosen, weight };
}
