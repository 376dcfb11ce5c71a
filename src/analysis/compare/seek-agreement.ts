/** On which pose do most cells agree? Quick answers for the many pairs that have none. */
import type { RegistrationMode } from "../register/register-marks.ts";
import type { Pose } from "../surface.ts";
import { type Consensus, findConsensus } from "./find-consensus.ts";
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
 * both about their common pose once more, with refinement. `modes` is not empty.
 */
export function seekAgreement(bench: SeekBench, modes: readonly RegistrationMode[]): CellAgreement {
  const { method } = bench.workshop;
  const first = lookAtModes(bench, modes);
  const looked = { forward: first.forward, backward: seekBackward(bench, first.agreed.pose, method.searchTurns) };
  const agreed = agree(bench, looked, first.agreed.pose);
  if (countChosen(agreed) < LEAST_PROMISING) return { sought: looked, agreed };
  const { pose } = agreed;
  const again = {
    forward: seekForward(bench, pose, method.searchTurns),
    backward: seekBackward(bench, pose, method.searchTurns),
  };
  const sought = refineCells(bench, again, pose);
  return { sought, agreed: agree(bench, sought, pose) };
}

function lookAtModes(
  bench: SeekBench,
  modes: readonly RegistrationMode[],
): { forward: SoughtCells["forward"]; agreed: Consensus } {
  const { method } = bench.workshop;
  const look = ({ pose }: RegistrationMode) => {
    const forward = seekForward(bench, pose, method.searchTurns);
    return { forward, agreed: findConsensus(forward, pose, method) };
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
