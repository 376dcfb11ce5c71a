import type { RatioBounds } from "../likelihood/empirical-bounds.ts";
import type { RatioSample } from "../likelihood/evidence.ts";
import { computeTippett } from "../likelihood/measure-likelihood.ts";
import { type Axis, type ChartWords, createChart, makeShareAxis, makeTicks, placeValue } from "./chart-frame.ts";
import { DIFFERENT_LINE, drawChartLine, REFERENCE_LINE, SAME_LINE } from "./chart-lines.ts";
import type { Picture } from "./draw-comparison.ts";

/** An axis of log10 likelihood ratios about 0 that holds both bounds, in whole powers of ten. */
export function makeRatioAxis(label: string, { lower, upper }: RatioBounds): Axis {
  const reach = Math.ceil(Math.max(-lower, upper, 0.5) + 0.25);
  return { label, low: -reach, high: reach, ticks: makeTicks(-reach, reach, 1, 0) };
}

/** Tippett plot: the share of each class whose log10 likelihood ratio is at least x; the bounds are marked. */
export function drawTippettChart(sample: RatioSample, bounds: RatioBounds, words: Omit<ChartWords, "title">): Picture {
  const axis = makeRatioAxis("log10 of the likelihood ratio", bounds);
  const chart = createChart(
    { title: "Tippett plot", ...words },
    axis,
    makeShareAxis("Share of the pairs of each class with at least this ratio"),
    [
      { name: "same source", ...SAME_LINE },
      { name: "different source", ...DIFFERENT_LINE },
      { name: "bounds", ...REFERENCE_LINE },
    ],
  );
  for (const bound of [bounds.lower, bounds.upper]) {
    const ends = [placeValue(chart, bound, chart.y.low), placeValue(chart, bound, chart.y.high)];
    drawChartLine(chart.canvas, ends, REFERENCE_LINE, chart.area);
  }
  for (const [values, line] of [
    [sample.different, DIFFERENT_LINE],
    [sample.same, SAME_LINE],
  ] as const) {
    const points = [placeValue(chart, axis.low, 1)];
    // The share falls just after each ratio that occurs.
    for (const value of [...new Set(values)].sort((p, q) => p - q)) {
      const after = values.filter((other) => other > value).length / values.length;
      points.push(placeValue(chart, value, computeTippett(values, value)), placeValue(chart, value, after));
    }
    points.push(placeValue(chart, axis.high, 0));
    drawChartLine(chart.canvas, points, line, chart.area);
  }
  return chart.canvas;
}
