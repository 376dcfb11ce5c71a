import { computeRankCurve } from "../evaluate/rank-curve.ts";
import type { ScoredPair } from "../evaluate/scored-pair.ts";
import { type ChartWords, createChart, makeShareAxis, makeTicks, placeValue } from "./chart-frame.ts";
import { drawChartLine, drawDots } from "./chart-lines.ts";
import { SERIES_LINES } from "./chart-roc.ts";
import type { Picture } from "./draw-comparison.ts";

const RANKS = 20;

/** Cumulative match characteristic: for each rank, the share of exhibits with a mate at or above it. At most two series. */
export function drawRankChart(
  series: readonly { readonly name: string; readonly pairs: readonly ScoredPair[] }[],
  words: Omit<ChartWords, "title">,
): Picture {
  const chart = createChart(
    { title: "Rank of the first mate", ...words },
    { label: "Rank", low: 0.5, high: RANKS + 0.5, ticks: makeTicks(1, RANKS, 1, 0) },
    makeShareAxis("Share of exhibits with a mate at this rank or above"),
    series.map(({ name }, i) => ({ name, ...SERIES_LINES[i] })),
  );
  for (const [i, { pairs }] of series.entries()) {
    const points = computeRankCurve(pairs, RANKS).map((share, rank) => placeValue(chart, rank + 1, share));
    drawChartLine(chart.canvas, points, SERIES_LINES[i], chart.area);
    // Smaller on top, so that equal curves both show.
    drawDots(chart.canvas, points, SERIES_LINES[i].colour, i === 0 ? 11 : 5);
  }
  return chart.canvas;
}
