/** The frame that all charts of a study share: title, axes, legend, and below what was measured on what. */
import {
  type Canvas,
  type Colour,
  createCanvas,
  fillRectangle,
  outlineRectangle,
  type Point,
  type Rectangle,
  strokeLines,
} from "./canvas.ts";
import { type ChartLine, drawChartLine } from "./chart-lines.ts";
import { FADED, INK, PAPER, RULE, WHITE } from "./colours.ts";
import { CAVEAT } from "./draw-caption.ts";
import { drawText, measureText, wrapText } from "./draw-text.ts";

const WIDTH = 1200;
const MARGIN = 36;
const AREA: Rectangle = { x: 104, y: 136, width: 1060, height: 540 };
const NOTE_SIZE = 11;
const NOTE_LINE = 22;

export interface Tick {
  readonly at: number;
  readonly text: string;
}

export interface Axis {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly Tick[];
}

export interface LegendEntry extends ChartLine {
  readonly name: string;
  /** A filled box instead of a line. */
  readonly filled?: boolean;
}

export interface ChartWords {
  readonly title: string;
  /** Sentences below the chart: the study, the method, the population, the figures. */
  readonly notes: readonly string[];
}

export interface Chart {
  readonly canvas: Canvas;
  readonly area: Rectangle;
  readonly x: Axis;
  readonly y: Axis;
}

/** Ticks every `step` from `low` to `high`, written with `decimals`. */
export function makeTicks(low: number, high: number, step: number, decimals: number): Tick[] {
  const ticks: Tick[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9; i++) {
    // Counted, not summed, so that no error grows; 0 - 0 avoids a "-0".
    const at = i === 0 ? 0 : i * step;
    ticks.push({ at, text: at.toFixed(decimals) });
  }
  return ticks;
}

/** An axis of shares from 0 to 1, a little wider so that lines along its ends are seen. */
export function makeShareAxis(label: string): Axis {
  return { label, low: -0.02, high: 1.02, ticks: makeTicks(0, 1, 0.2, 1) };
}

/** Where a value pair lies on the canvas. */
export function placeValue({ area, x, y }: Chart, atX: number, atY: number): Point {
  return {
    x: area.x + ((atX - x.low) / (x.high - x.low)) * area.width,
    y: area.y + area.height - ((atY - y.low) / (y.high - y.low)) * area.height,
  };
}

/** An empty chart, 1200 pixels wide and as high as its notes need. */
export function createChart(words: ChartWords, x: Axis, y: Axis, legend: readonly LegendEntry[]): Chart {
  const notes = words.notes.flatMap((note) => wrapText(note, NOTE_SIZE, WIDTH - 2 * MARGIN));
  const below = AREA.y + AREA.height + 100;
  const canvas = createCanvas(WIDTH, below + notes.length * NOTE_LINE + 14, PAPER);
  const chart: Chart = { canvas, area: AREA, x, y };
  drawText(canvas, words.title, MARGIN, 44, { colour: INK, size: 19, bold: true });
  drawText(canvas, CAVEAT, WIDTH - MARGIN, 43, { colour: INK, size: 12, align: "right" });
  drawRule(canvas, 62.5);
  fillRectangle(canvas, AREA, WHITE);
  drawAxes(chart);
  drawLegend(canvas, legend);
  drawRule(canvas, below - 26.5);
  for (const [i, note] of notes.entries()) {
    drawText(canvas, note, MARGIN, below + 8 + i * NOTE_LINE, { colour: INK, size: NOTE_SIZE });
  }
  return chart;
}

function drawRule(canvas: Canvas, y: number): void {
  const ends = [MARGIN, WIDTH - MARGIN].map((x) => ({ x, y }));
  strokeLines(canvas, [ends], { colour: RULE, thickness: 1 });
}

function drawAxes(chart: Chart): void {
  const { canvas, area, x, y } = chart;
  const bottom = area.y + area.height;
  for (const { at, text } of x.ticks) {
    const place = placeValue(chart, at, y.low).x;
    drawGridLine(canvas, { x: place, y: area.y }, { x: place, y: bottom + 6 });
    drawText(canvas, text, place, bottom + 26, { colour: INK, size: 12, align: "centre" });
  }
  for (const { at, text } of y.ticks) {
    const place = placeValue(chart, x.low, at).y;
    drawGridLine(canvas, { x: area.x - 6, y: place }, { x: area.x + area.width, y: place });
    drawText(canvas, text, area.x - 14, place + 6, { colour: INK, size: 12, align: "right" });
  }
  strokeLines(canvas, [outlineRectangle(area)], { colour: FADED, thickness: 1.2 });
  drawText(canvas, x.label, area.x + area.width / 2, bottom + 54, { colour: INK, size: 13, align: "centre" });
  // Level, above its axis: read without turning the page.
  drawText(canvas, y.label, MARGIN, area.y - 22, { colour: INK, size: 13 });
}

function drawGridLine(canvas: Canvas, from: Point, to: Point): void {
  strokeLines(canvas, [[from, to]], { colour: RULE, thickness: 1 });
}

function drawLegend(canvas: Canvas, entries: readonly LegendEntry[]): void {
  let right = WIDTH - MARGIN;
  for (const entry of [...entries].reverse()) {
    drawText(canvas, entry.name, right, AREA.y - 22, { colour: INK, size: 12, align: "right" });
    right -= measureText(entry.name, 12) + 10;
    const sample = { x: right - 40, y: AREA.y - 36, width: 40, height: 16 };
    if (entry.filled === true) drawSwatch(canvas, sample, entry.colour);
    else {
      const middle = sample.y + 8;
      const ends = [sample.x, sample.x + sample.width].map((x) => ({ x, y: middle }));
      drawChartLine(canvas, ends, entry);
    }
    right -= 40 + 28;
  }
}

/** A filled box in the manner of the bars. */
function drawSwatch(canvas: Canvas, area: Rectangle, colour: Colour): void {
  fillRectangle(canvas, area, colour, 0.4);
  strokeLines(canvas, [outlineRectangle(area)], { colour, thickness: 1.6 });
}
