/**
 * How fast lands are prepared and compared, on simulated lands: medians of five runs on one thread, as JSON.
 * Run: npm run bench -- lands [PAIRS]
 */
import { createLandQuery } from "../src/analysis/compare/land-compare.ts";
import { prepareLand } from "../src/analysis/compare/land-prepare.ts";
import { simulateFirearm } from "../src/analysis/simulate/firearm.ts";
import { simulateLandFiring } from "../src/analysis/simulate/land-firing.ts";

function timeMedian(run: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((p, q) => p - q)[2];
}

export async function measureLandSpeed([first]: readonly string[]): Promise<void> {
  const pairs = Number(first ?? 400);
  const scans = [0, 1, 2, 3].map((land) => simulateLandFiring(simulateFirearm(1), land, 1));
  const marks = scans.map((scan) => prepareLand(scan, { scaleKnown: true }));
  const preparation = timeMedian(() => prepareLand(scans[0], { scaleKnown: true }));
  const queries = timeMedian(() => createLandQuery(marks[0]));
  const query = createLandQuery(marks[0]);
  const comparison = timeMedian(() => {
    for (let i = 0; i < pairs; i++) query.compareWith(marks[i % marks.length]);
  });
  console.log(
    JSON.stringify({
      prepareMilliseconds: preparation,
      queryMilliseconds: queries,
      pairMilliseconds: comparison / pairs,
      pairsPerSecond: (1000 * pairs) / comparison,
    }),
  );
}
