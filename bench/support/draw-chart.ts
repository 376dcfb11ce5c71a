/** Charts of the benches as SVG, in the colours of the program's own plots: lines with their intervals over a logarithmic axis. */
import { FADED, INK, MARK_A, MARK_B, PAPER, RULE, WHITE } from "../../src/analysis/plot/colours.ts";

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  /** The 95 % interval, where there is one. */
  readonly low?: number;
  readonly high?: number;
}

export interface ChartSeries {
  readonly name: string;
  readonly points: readonly ChartPoint[];
}

export interface ChartWords {
  readonly title: string;
  readonly x: string;
  readonly y: string;
}

const [WIDTH, HEIGHT] = [860, 440];
const AREA = { left: 80, top: 84, width: 740, height: 290 };
/** Of the lines of text above the frame: four series with their names fill one by themselves. */
const [LEGEND_Y, UNIT_Y] = [53, 74];
/** Pixels from the frame's sides to the first and last tick: series stand beside each other there. */
const INSET = 14;
/** Series differ in dashes as well as in colour, so that a grey print shows them too. */
const LINES = [
  { colour: MARK_B, dashes: "none" },
  { colour: MARK_A, dashes: "9 5" },
  { colour: INK, dashes: "3 4" },
  { colour: FADED, dashes: "12 4 3 4" },
] as const;

const toColour = (colour: readonly number[]): string => `rgb(${colour.join(",")})`;
const round = (value: number): number => Number(value.toFixed(1));
const escapeText = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

interface Scale {
  place(value: number): number;
  readonly ticks: readonly number[];
}

/** Powers of ten across the values; at least one decade. */
function scaleLogarithmically(values: readonly number[]): Scale {
  const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
  const ticks = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  return { ticks, place: (value) => (Math.log10(value) - low) / (high - low) };
}

/** From `low` or a round number below the values, to one above them, in some five steps. */
function scaleEvenly(values: readonly number[], range: readonly [number, number] | undefined): Scale {
  const [least, most] = range ?? [0, Math.max(...values, 1e-9)];
  const rough = (most - least) / 5;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * unit >= rough) ?? 10) * unit;
  const low = range === undefined ? 0 : least;
  const count = Math.ceil((most - low) / step - 1e-9);
  const high = range === undefined ? low + count * step : most;
  const ticks = Array.from({ length: count + 1 }, (_, i) => low + i * step).filter((tick) => tick <= high + 1e-9);
  return { ticks, place: (value) => (value - low) / (high - low) };
}

function writeNumber(value: number): string {
  if (value >= 10_000) return `10^${Math.round(Math.log10(value))}`;
  return String(Number(value.toPrecision(4)));
}

/** One picture; `range` fixes the upright axis, which otherwise begins at nothing. */
export function drawBenchChart(
  words: ChartWords,
  series: readonly ChartSeries[],
  range?: readonly [number, number],
): string {
  const points = series.flatMap((one) => one.points);
  const across = scaleLogarithmically(points.map(({ x }) => x));
  const up = scaleEvenly(
    points.flatMap(({ y, low = y, high = y }) => [y, low, high]),
    range,
  );
  const toX = (value: number): number => round(AREA.left + INSET + across.place(value) * (AREA.width - 3 * INSET));
  const toY = (value: number): number => round(AREA.top + (1 - up.place(value)) * AREA.height);
  const bottom = AREA.top + AREA.height;
  const parts: string[] = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="13" fill="${toColour(INK)}">`,
    `<title>${escapeText(words.title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${toColour(PAPER)}"/>`,
    `<text x="24" y="30" font-size="18" font-weight="bold">${escapeText(words.title)}</text>`,
    `<text x="24" y="${UNIT_Y}">${escapeText(words.y)}</text>`,
    `<text x="${AREA.left + AREA.width / 2}" y="${bottom + 48}" text-anchor="middle">${escapeText(words.x)}</text>`,
    `<rect x="${AREA.left}" y="${AREA.top}" width="${AREA.width}" height="${AREA.height}" fill="${toColour(WHITE)}" stroke="${toColour(FADED)}"/>`,
  ];
  for (const tick of across.ticks) {
    parts.push(drawGrid(toX(tick), AREA.top, toX(tick), bottom));
    parts.push(`<text x="${toX(tick)}" y="${bottom + 22}" text-anchor="middle">${writeNumber(tick)}</text>`);
  }
  for (const tick of up.ticks) {
    parts.push(drawGrid(AREA.left, toY(tick), AREA.left + AREA.width, toY(tick)));
    parts.push(`<text x="${AREA.left - 8}" y="${toY(tick) + 4}" text-anchor="end">${writeNumber(tick)}</text>`);
  }
  let legend = WIDTH - 40;
  for (const [i, one] of [...series.entries()].reverse()) {
    parts.push(drawSeries(one, i, toX, toY));
    legend -= 7.4 * one.name.length;
    const line = LINES[i % LINES.length];
    parts.push(
      `<text x="${round(legend)}" y="${LEGEND_Y}">${escapeText(one.name)}</text>`,
      `<line x1="${round(legend - 40)}" y1="${LEGEND_Y - 4}" x2="${round(legend - 8)}" y2="${LEGEND_Y - 4}" ${strokeOf(line)}/>`,
    );
    legend -= 62;
  }
  return `${[...parts, "</svg>"].join("\n")}\n`;
}

function drawGrid(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${toColour(RULE)}"/>`;
}

function strokeOf({ colour, dashes }: (typeof LINES)[number]): string {
  return `fill="none" stroke="${toColour(colour)}" stroke-width="2.5" stroke-dasharray="${dashes}"`;
}

function drawSeries(
  { points }: ChartSeries,
  index: number,
  toX: (value: number) => number,
  toY: (value: number) => number,
): string {
  const line = LINES[index % LINES.length];
  // Side by side, so that equal curves and their intervals all show.
  const place = (x: number): number => round(toX(x) + 5 * index);
  const path = points.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${place(x)} ${toY(y)}`).join(" ");
  const marks = points.map(({ x, y, low = y, high = y }) => {
    const bar = `<line x1="${place(x)}" y1="${toY(low)}" x2="${place(x)}" y2="${toY(high)}" stroke="${toColour(line.colour)}"/>`;
    return `${bar}<circle cx="${place(x)}" cy="${toY(y)}" r="3.5" fill="${toColour(line.colour)}"/>`;
  });
  return [`<path d="${path}" ${strokeOf(line)}/>`, ...marks].join("\n");
}
