/**
 * The suites that take minutes begin first. Without times of an earlier run, as in a clean clone, jest goes by the size of a file: a short file with a
 * long evaluation came last, and ran for minutes beside an idle worker.
 */
import Sequencer from "@jest/test-sequencer";

/** Longest first (CI, 2026-11-27); what is not named follows in jest's own order. */
const HEAVY = [
  ...["demo-studies", "every-page", "faults", "distributed", "examiners", "kept-evidence", "lands-studies"],
  ...["cli-evaluate", "pipeline", "journey", "sealed", "cli-killed", "case-heads-real", "demo-simulated"],
  ...["firing-pins-simulated", "bullet-compare", "ringlight", "cli-exchange", "regions", "receiving"],
  ...["model-change", "faults-at-random", "second-net", "compare-bad-input", "search-again", "cli-upload"],
  ...["bad-input", "exchange", "sign-in", "notices", "pdf-report"],
];

const rank = ({ path }) => {
  const at = HEAVY.findIndex((name) => path.endsWith(`/${name}.test.ts`));
  return at < 0 ? HEAVY.length : at;
};

export default class HeavyFirstSequencer extends Sequencer {
  async sort(tests) {
    return (await super.sort(tests)).sort((left, right) => rank(left) - rank(right));
  }
}
