import { fillRectangle, strokeLines } from "./canvas.ts";
import { type ChartWords, createChart, makeTicks, placeValue } from "./chart-frame.ts";
import { DIFFERENT_LINE, SAME_LINE } from "./chart-lines.ts";
import type { Picture } from "./draw-comparison.ts";

const BINS = 40;

/** Share of the scores in each of 40 equal bins of 0..1; a score of 1 belongs to the last. */
export function countShares(scores: readonly number[]): number[] {
  const counts = new Array<number>(BINS).fill(0);
  for (const score of scores) counts[Math.max(0, Math.min(BINS - 1, Math.floor(score * BINS)))]++;
  return counts.map((count) => (scores.length === 0 ? 0 : count / scores.length));
}

/** Histograms of the scores (0..1) of both classes, each in shares of its own pairs: the classes differ much in size. */
export function drawScoresChart(
  same: readonly number[],
  different: readonly number[],
  words: Omit<ChartWords, "title">,
): Picture {
  const shares = [countShares(different), countShares(same)] as const;
  const highest = Math.max(0.1, ...shares[0], ...shares[1]);
  const top = Math.ceil(highest * 10) / 10;
  const chart = createChart(
    { title: "Scores of same-source and different-source pairs", ...words },
    { label: "Score", low: 0, high: 1, ticks: makeTicks(0, 1, 0.1, 1) },
    {
      label: "Share of the pairs of each class",
      low: 0,
      high: top * 1.04,
      ticks: makeTicks(0, top, top > 0.5 ? 0.1 : 0.05, 2),
    },
    [
      { name: `same source (${same.length})`, ...SAME_LINE, filled: true },
      { name: `different source (${different.length})`, ...DIFFERENT_LINE, filled: true },
    ],
  );
  for (const [i, { colour }] of [DIFFERENT_LINE, SAME_LINE].entries()) {
    const outline = [placeValue(chart, 0, 0)];
    for (const [bin, share] of shares[i].entries()) {
      const corner = placeValue(chart, bin / BINS, share);
      const right = placeValue(chart, (bin + 1) / BINS, share);
      const base = placeValue(chart, 0, 0).y;
      const bar = { x: corner.x, y: corner.y, width: right.x - corner.x, height: base - corner.y };
      fillRectangle(chart.canvas, bar, colour, 0.4);
      outline.push(corner, right);
    }
    outline.push(placeValue(chart, 1, 0));
    strokeLines(chart.canvas, [outline], { colour, thickness: 1.8 });
  }
  return chart.canvas;
}
