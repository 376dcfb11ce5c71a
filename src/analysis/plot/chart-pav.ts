import type { RatioBounds } from "../likelihood/empirical-bounds.ts";
import type { RatioSample } from "../likelihood/evidence.ts";
import { calibrateByPav } from "../likelihood/measure-likelihood.ts";
import { type Axis, type ChartWords, createChart, placeValue } from "./chart-frame.ts";
import { drawChartLine, drawDots, REFERENCE_LINE, SAME_LINE } from "./chart-lines.ts";
import { makeRatioAxis } from "./chart-tippett.ts";
import type { Picture } from "./draw-comparison.ts";

/**
 * PAV plot: each log10 likelihood ratio against what the best monotone calibration on the very pairs would have made of it. On
 * the diagonal it was right. Where only one class is found the calibration is infinite: those stand at the ends.
 */
export function drawPavChart(sample: RatioSample, bounds: RatioBounds, words: Omit<ChartWords, "title">): Picture {
  const steps = calibrateByPav(sample);
  const finite = steps.map(({ calibrated }) => calibrated).filter(Number.isFinite);
  const reach = { lower: Math.min(bounds.lower, ...finite), upper: Math.max(bounds.upper, ...finite) };
  const inner = makeRatioAxis("log10 of the likelihood ratio after PAV calibration", reach);
  const end = inner.high + 1;
  const y: Axis = {
    label: inner.label,
    low: -end - 0.3,
    high: end + 0.3,
    ticks: [{ at: -end, text: "-inf" }, ...inner.ticks, { at: end, text: "+inf" }],
  };
  const notes = [
    ...words.notes,
    "At -inf only different-source pairs have such a ratio, at +inf only same-source pairs: with more pairs both would be finite.",
  ];
  const chart = createChart(
    { title: "PAV plot: calibration", notes },
    makeRatioAxis("log10 of the likelihood ratio", bounds),
    y,
    [
      { name: "pairs", ...SAME_LINE },
      { name: "perfectly calibrated", ...REFERENCE_LINE },
    ],
  );
  const diagonal = [inner.low, inner.high].map((value) => placeValue(chart, value, value));
  drawChartLine(chart.canvas, diagonal, REFERENCE_LINE, chart.area);
  const points = steps.map(({ log10Ratio, calibrated }) =>
    placeValue(chart, log10Ratio, Math.max(-end, Math.min(end, calibrated))),
  );
  for (const [i, { calibrated }] of steps.entries()) {
    // A line to infinity would pass through values that nothing supports.
    const joined =
      i > 0 && (Number.isFinite(calibrated - steps[i - 1].calibrated) || calibrated === steps[i - 1].calibrated);
    if (joined) drawChartLine(chart.canvas, [points[i - 1], points[i]], SAME_LINE, chart.area);
  }
  drawDots(chart.canvas, points, SAME_LINE.colour, 9);
  return chart.canvas;
}
