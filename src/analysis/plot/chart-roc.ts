import { computeRocCurve } from "../evaluate/roc-curve.ts";
import { type ChartWords, createChart, makeShareAxis, placeValue } from "./chart-frame.ts";
import { type ChartLine, DIFFERENT_LINE, drawChartLine, REFERENCE_LINE, SAME_LINE } from "./chart-lines.ts";
import type { Picture } from "./draw-comparison.ts";

/** Lines for what is measured in one chart by several means, in their order. */
export const SERIES_LINES: readonly ChartLine[] = [SAME_LINE, DIFFERENT_LINE];

export interface ScoreSeries {
  readonly name: string;
  readonly same: readonly number[];
  readonly different: readonly number[];
}

/** Receiver operating characteristic: share of both classes at or above each threshold. At most two series. */
export function drawRocChart(series: readonly ScoreSeries[], words: Omit<ChartWords, "title">): Picture {
  const chance = { name: "chance", ...REFERENCE_LINE };
  const entries = series.map(({ name }, i) => ({ name, ...SERIES_LINES[i] }));
  const chart = createChart(
    { title: "Receiver operating characteristic", ...words },
    makeShareAxis("Share of different-source pairs at or above the threshold"),
    makeShareAxis("Share of same-source pairs at or above the threshold"),
    [...entries, chance],
  );
  const place = (x: number, y: number) => placeValue(chart, x, y);
  drawChartLine(chart.canvas, [place(0, 0), place(1, 1)], REFERENCE_LINE, chart.area);
  for (const [i, { same, different }] of series.entries()) {
    const points = computeRocCurve(same, different).map(({ different: x, same: y }) => place(x, y));
    drawChartLine(chart.canvas, points, SERIES_LINES[i], chart.area);
  }
  return chart.canvas;
}
