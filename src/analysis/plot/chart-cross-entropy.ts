import type { RatioSample } from "../likelihood/evidence.ts";
import { applyPav, computeCrossEntropy } from "../likelihood/measure-likelihood.ts";
import { type ChartWords, createChart, makeTicks, placeValue } from "./chart-frame.ts";
import { CALIBRATED_LINE, drawChartLine, REFERENCE_LINE, SAME_LINE } from "./chart-lines.ts";
import type { Picture } from "./draw-comparison.ts";

/** Prior odds reach from 10^-REACH to 10^REACH. */
const REACH = 2.5;
const POINTS = 201;

/** Empirical cross-entropy over prior odds: of the ratios, of their best calibration, and of no ratios at all. */
export function drawCrossEntropyChart(sample: RatioSample, words: Omit<ChartWords, "title">): Picture {
  const series = [
    { name: "no ratio", sample: { same: [0], different: [0] }, line: REFERENCE_LINE },
    { name: "after PAV calibration", sample: applyPav(sample), line: CALIBRATED_LINE },
    { name: "ratios", sample, line: SAME_LINE },
  ].map(({ name, sample: one, line }) => {
    const odds = Array.from({ length: POINTS }, (_, i) => -REACH + (2 * REACH * i) / (POINTS - 1));
    return { name, line, points: odds.map((x) => ({ x, y: computeCrossEntropy(one, x) })) };
  });
  const highest = Math.max(...series.flatMap(({ points }) => points.map(({ y }) => y)));
  // Ratios that mislead badly cost far more than 1 bit; beyond 2 the line leaves the chart and says enough.
  const top = Math.min(2, Math.ceil(highest * 5) / 5);
  const chart = createChart(
    { title: "Empirical cross-entropy", ...words },
    { label: "log10 of the prior odds", low: -REACH, high: REACH, ticks: makeTicks(-REACH, REACH, 0.5, 1) },
    { label: "Empirical cross-entropy, bits", low: -0.02, high: top * 1.04, ticks: makeTicks(0, top, 0.2, 1) },
    series.map(({ name, line }) => ({ name, ...line })).reverse(),
  );
  for (const { points, line } of series) {
    const placed = points.map(({ x, y }) => placeValue(chart, x, y));
    drawChartLine(chart.canvas, placed, line, chart.area);
  }
  return chart.canvas;
}
