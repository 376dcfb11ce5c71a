/** On which pose do most cells agree? Quick answers for the many pairs that have none. */
import { climbPose } from "../register/climb-pose.ts";
import { correlateAtPose } from "../register/correlate-at-pose.ts";
import type { RegistrationMode } from "../register/register-marks.ts";
import type { Pose } from "../surface.ts";
import type { CellMethod } from "./cell-method.ts";
import { type Consensus, countAgreeing, findConsensus } from "./find-consensus.ts";
import { hasFewCells, standsOut } from "./pick-modes.ts";
import type { SeekBench } from "./seek-bench.ts";
import { refineCells, type SoughtCells, seekBackward, seekForward } from "./seek-cells.ts";

/** When this share of A's cells agree about one mode the others are not asked. */
const CONVINCING_SHARE = 0.3;
/**
 * Where fewer cells than this agree in the first look, both directions together, it stands. In the studies of Fadul and Weller
 * different sources have at most 4, the same source at least 19.
 */
const LEAST_PROMISING = 5;

export interface CellAgreement {
  readonly sought: SoughtCells;
  readonly agreed: Consensus;
}

/**
 * Seeks the cells of A about each mode until one convinces, those of B about the best, and, where enough of them agree to be worth it,
 * both about their common pose once more, with refinement. Where few agree the registered pose stays, for a lone cell always agrees
 * with itself; and where that pose stands out from what chance reaches, the cells are refined about it: marks with
 * little in common have few. `modes` is not empty.
 */
export function seekAgreement(bench: SeekBench, modes: readonly RegistrationMode[]): CellAgreement {
  const { method } = bench.workshop;
  const first = lookAtModes(bench, modes);
  const looked = { forward: first.forward, backward: seekBackward(bench, first.agreed.pose, method.searchTurns) };
  const agreed = agree(bench, looked, first.agreed.pose);
  if (countChosen(agreed) >= LEAST_PROMISING) {
    const sought = seekAgain(bench, agreed.pose);
    return { sought, agreed: agree(bench, sought, agreed.pose) };
  }
  // Where many cells are in common they decide, and no pair has been won by the second look, which costs as much as all the rest.
  if (!hasFewCells(bench.a.mark, modes[0]) || !standsOut(bench.a.mark, bench.b.mark, modes[0]))
    return { sought: looked, agreed: countAt(looked, first.mode.pose, method) };
  const pose = climbFine(bench, modes[0].pose);
  const sought = seekAgain(bench, pose);
  const fitted = agree(bench, sought, pose);
  if (countChosen(fitted) >= LEAST_PROMISING) return { sought, agreed: fitted };
  return { sought, agreed: countAt(sought, pose, method) };
}

function countAt({ forward, backward }: SoughtCells, pose: Pose, method: CellMethod): Consensus {
  return countAgreeing([...forward, ...backward], pose, method);
}

function seekAgain(bench: SeekBench, pose: Pose): SoughtCells {
  const { searchTurns } = bench.workshop.method;
  const again = { forward: seekForward(bench, pose, searchTurns), backward: seekBackward(bench, pose, searchTurns) };
  return refineCells(bench, again, pose);
}

function climbFine({ a, b, workshop }: SeekBench, pose: Pose): Pose {
  const evaluate = (tried: Pose): number => {
    const { correlation, count } = correlateAtPose(workshop.kernels, a.fine, b.fine, tried);
    return correlation * Math.sqrt(count);
  };
  const steps = { angle: Math.PI / 240, shift: a.fine.pitch, rounds: 2 };
  return climbPose(pose, evaluate(pose), a.fine.centreX, a.fine.centreY, steps, evaluate).pose;
}

function lookAtModes(
  bench: SeekBench,
  modes: readonly RegistrationMode[],
): { mode: RegistrationMode; forward: SoughtCells["forward"]; agreed: Consensus } {
  const { method } = bench.workshop;
  const look = (mode: RegistrationMode) => {
    const forward = seekForward(bench, mode.pose, method.searchTurns);
    return { mode, forward, agreed: findConsensus(forward, mode.pose, method) };
  };
  let best = look(modes[0]);
  for (const mode of modes.slice(1)) {
    if (countChosen(best.agreed) >= CONVINCING_SHARE * bench.a.mark.cells.length) break;
    const found = look(mode);
    if (found.agreed.weight > best.agreed.weight) best = found;
  }
  return best;
}

function agree(bench: SeekBench, { forward, backward }: SoughtCells, pose: Pose): Consensus {
  return findConsensus([...forward, ...backward], pose, bench.workshop.method);
}

function countChosen({ chosen }: Consensus): number {
  return chosen.reduce((count, vote) => (vote === null ? count : count + 1), 0);
}
