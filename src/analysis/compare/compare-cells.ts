/** Congruent cells: two marks of one kind, at any orientation, with the evidence an examiner can look at. */
import { correlateAtPose } from "../register/correlate-at-pose.ts";
import { invertPose } from "../register/pose.ts";
import { createRegistrationQuery, type RegistrationQuery, registerMarks } from "../register/register-marks.ts";
import { applyPose, type Pose } from "../surface.ts";
import type { CellMark, CellWorkshop } from "./cell-mark.ts";
import type { CellEvidence, CellSummary, ComparisonOutcome } from "./comparison.ts";
import { type CellVote, type Consensus, countAgreeing, findConsensus } from "./find-consensus.ts";
import { type SoughtCells, seekCells } from "./seek-cells.ts";

export interface CellQuery {
  readonly mark: CellMark;
  readonly registration: RegistrationQuery;
  readonly workshop: CellWorkshop;
}

export function createCellQuery(mark: CellMark, workshop: CellWorkshop): CellQuery {
  return { mark, registration: createRegistrationQuery(mark.coarse, workshop.method.registration), workshop };
}

export function compareCells(query: CellQuery, b: CellMark): ComparisonOutcome {
  const { mark: a, workshop } = query;
  const { method } = workshop;
  const refuse = (reason: string): ComparisonOutcome => ({
    comparable: false,
    method: method.method,
    methodVersion: method.methodVersion,
    reason,
  });
  if (Math.min(a.cells.length, b.cells.length) < method.leastCells) return refuse("too few cells");
  const modes = registerMarks(query.registration, b.coarse);
  if (modes.length === 0) return refuse("no common area");

  let best: { consensus: Consensus; sought: SoughtCells } | null = null;
  for (const mode of modes) {
    const sought = seekCells(a, b, mode.pose, method.searchTurns, false, workshop);
    const consensus = findConsensus([...sought.forward, ...sought.backward], mode.pose, method);
    if (best === null || consensus.weight > best.consensus.weight) best = { consensus, sought };
  }
  if (best === null) return refuse("none");
  const again = seekCells(a, b, best.consensus.pose, method.searchTurns, true, workshop);
  const agreed = findConsensus([...again.forward, ...again.backward], best.consensus.pose, method);
  const cells = summariseCells(a, b, again, agreed, workshop);
  const { correlation, count } = correlateAtPose(a.fine, b.fine, agreed.pose);
  return {
    comparable: true,
    method: method.method,
    methodVersion: method.methodVersion,
    score: cells.fraction,
    pose: agreed.pose,
    correlation,
    overlap: Math.min(1, count / Math.min(a.fine.count, b.fine.count)),
    cells,
    segments: null,
  };
}

function summariseCells(
  a: CellMark,
  b: CellMark,
  sought: SoughtCells,
  agreed: Consensus,
  workshop: CellWorkshop,
): CellSummary {
  const { method } = workshop;
  const evidence: CellEvidence[] = [];
  const one = (direction: "forward" | "backward"): { usable: number; congruent: number } => {
    const forward = direction === "forward";
    const own = forward ? a : b;
    const other = forward ? b : a;
    const pose = forward ? agreed.pose : invertPose(agreed.pose);
    const votes = forward ? sought.forward : sought.backward;
    const { chosen } = countAgreeing(votes, agreed.pose, method);
    let usable = 0;
    let congruent = 0;
    own.cells.forEach(({ cell }, index) => {
      const fine = own.fineCells[index];
      const box = { left: fine.left, top: fine.top, right: fine.left + fine.side, bottom: fine.top + fine.side };
      const { count } = correlateAtPose(own.fine, other.fine, pose, box, 2);
      const enough = 4 * count >= method.leastFill * fine.side * fine.side;
      const shown = chosen[index] ?? votes[index][0];
      if (!enough || shown === undefined) return;
      usable++;
      if (chosen[index] !== null) congruent++;
      evidence.push({
        direction,
        x: cell.x,
        y: cell.y,
        size: method.cellSize,
        pose: votePose(shown),
        correlation: shown.correlation,
        congruent: chosen[index] !== null,
      });
    });
    return { usable, congruent };
  };
  const forward = one("forward");
  const backward = one("backward");
  const usable = Math.min(forward.usable, backward.usable);
  const congruent = Math.min(forward.congruent, backward.congruent);
  return { usable, congruent, fraction: usable === 0 ? 0 : Math.min(1, congruent / usable), evidence };
}

function votePose(vote: CellVote): Pose {
  const turned = applyPose({ angle: vote.angle, shiftX: 0, shiftY: 0 }, vote.bx, vote.by);
  return { angle: vote.angle, shiftX: vote.ax - turned.x, shiftY: vote.ay - turned.y };
}
