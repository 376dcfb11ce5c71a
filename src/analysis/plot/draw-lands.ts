/** The picture of a comparison of two lands: both surfaces above each other, both profiles overlaid, their segments. */
import type { Comparison, ProfileEvidence } from "../compare/comparison.ts";
import type { PreparedMark } from "../compare/prepared-mark.ts";
import { sampleBilinear } from "../filter/warp-surface.ts";
import type { Surface } from "../surface.ts";
import { type Canvas, fillRectangle, type Point, type Rectangle, strokeLines } from "./canvas.ts";
import { FADED, INK, MARK_A, MARK_B, mixColours, pickScaleColour, RULE, WHITE } from "./colours.ts";
import { drawText } from "./draw-text.ts";
import { drawFrame, drawScaleBar, paintRelief } from "./panel.ts";

/** The plot reaches at least this many root mean squares, and further where a profile does. */
const LEAST_RANGE = 3;
/** Room of the plot for the segments' numbers above and their colours below, pixels. */
const NUMBERS = 22;
const STRIP = 16;
const SCALE_BAR = 100e-6;
const GAP = 34;

/** How positions along a mark's own profile, metres from its grid centre, come into A's frame. */
interface Placement {
  readonly stretch: number;
  readonly shift: number;
}

function findSpan(mark: PreparedMark, { stretch, shift }: Placement): { left: number; right: number } | null {
  const profile = mark.profile ?? new Float32Array(0);
  const middle = (profile.length - 1) / 2;
  const first = profile.findIndex((value) => !Number.isNaN(value));
  const last = profile.findLastIndex((value) => !Number.isNaN(value));
  if (first < 0) return null;
  const place = (i: number): number => (i - middle) * mark.surface.incrementX * stretch + shift;
  return { left: place(first), right: place(last) };
}

/** The middle rows of the land as the panel shows them, one point a pixel; `left` is the frame position of its border. */
function resampleStrip(surface: Surface, placement: Placement, area: Rectangle, left: number, pitch: number): Surface {
  const values = new Float32Array(area.width * area.height);
  for (let row = 0; row < area.height; row++) {
    const y = ((row - (area.height - 1) / 2) * pitch) / surface.incrementY + (surface.height - 1) / 2;
    for (let column = 0; column < area.width; column++) {
      const position = (left + (column + 0.5) * pitch - placement.shift) / placement.stretch;
      const x = position / surface.incrementX + (surface.width - 1) / 2;
      values[row * area.width + column] = sampleBilinear(surface, x, y);
    }
  }
  return { ...surface, width: area.width, height: area.height, incrementX: pitch, incrementY: pitch, values };
}

/** Largest absolute value of either profile. */
function findRange(marks: readonly PreparedMark[]): number {
  let range = LEAST_RANGE;
  for (const { profile } of marks) {
    for (const value of profile ?? []) if (Math.abs(value) > range) range = Math.abs(value);
  }
  return range;
}

/** The profile as lines of the plot, broken where it is missing; `range` reaches the border of `area`. */
function traceProfile(
  mark: PreparedMark,
  placement: Placement,
  area: Rectangle,
  scale: { left: number; pitch: number; range: number },
): Point[][] {
  const { left, pitch, range } = scale;
  const profile = mark.profile ?? new Float32Array(0);
  const lines: Point[][] = [[]];
  for (let i = 0; i < profile.length; i++) {
    if (Number.isNaN(profile[i])) {
      if (lines[lines.length - 1].length > 0) lines.push([]);
      continue;
    }
    const position = (i - (profile.length - 1) / 2) * mark.surface.incrementX * placement.stretch + placement.shift;
    lines[lines.length - 1].push({
      x: area.x + (position - left) / pitch,
      y: area.y + area.height / 2 - (profile[i] / range) * (area.height / 2),
    });
  }
  return lines.filter((line) => line.length > 1);
}

function drawSegments(
  canvas: Canvas,
  area: Rectangle,
  segments: readonly ProfileEvidence[],
  left: number,
  pitch: number,
): void {
  let number = 0;
  for (const segment of segments) {
    const x = area.x + (segment.start - left) / pitch;
    const width = segment.length / pitch;
    const strip = { x: x + 1, y: area.y + area.height - 12, width: width - 2, height: 10 };
    if (!segment.congruent) {
      fillRectangle(canvas, strip, RULE);
      continue;
    }
    number++;
    fillRectangle(canvas, { x, y: area.y + 1, width, height: area.height - 14 }, mixColours(WHITE, MARK_B, 0.35), 0.28);
    fillRectangle(canvas, strip, pickScaleColour(segment.correlation));
    drawText(canvas, `${number}`, x + width / 2, area.y + 16, { colour: FADED, size: 9, align: "centre" });
  }
}

function drawAxis(canvas: Canvas, area: Rectangle, left: number, pitch: number, unit: number, name: string): void {
  const span = (area.width * pitch) / unit;
  const step = [10, 20, 50, 100, 200, 500].find((candidate) => span / candidate <= 16) ?? 1000;
  for (let tick = Math.ceil(left / unit / step) * step; tick <= left / unit + span; tick += step) {
    const x = area.x + (tick * unit - left) / pitch;
    const y = area.y + area.height;
    strokeLines(
      canvas,
      [
        [
          { x, y },
          { x, y: y + 6 },
        ],
      ],
      { colour: FADED, thickness: 1 },
    );
    drawText(canvas, `${tick}`, x, y + 20, { colour: FADED, size: 9, align: "centre" });
  }
  drawText(canvas, name, area.x + area.width, area.y + area.height + 38, { colour: FADED, size: 10, align: "right" });
}

/** Draws both surfaces and the profiles, from the top of `area` to its bottom. */
export function drawLandPanels(
  canvas: Canvas,
  area: Rectangle,
  marks: { a: PreparedMark; b: PreparedMark },
  comparison: Comparison,
): void {
  const { a, b } = marks;
  const placeA: Placement = { stretch: 1, shift: 0 };
  const placeB: Placement = { stretch: comparison.stretch ?? 1, shift: comparison.pose.shiftX };
  const spans = [findSpan(a, placeA), findSpan(b, placeB)].filter((span) => span !== null);
  const low = Math.min(...spans.map((span) => span.left));
  const high = Math.max(...spans.map((span) => span.right));
  const pitch = ((high - low) * 1.03) / area.width;
  const left = (low + high) / 2 - (area.width / 2) * pitch;

  const stripHeight = Math.round((area.height - 3 * GAP - 10) * 0.3);
  const stripA = { x: area.x, y: area.y + GAP - 10, width: area.width, height: stripHeight };
  const stripB = { ...stripA, y: stripA.y + stripHeight + GAP };
  const plot = {
    ...stripA,
    y: stripB.y + stripHeight + GAP,
    height: area.y + area.height - (stripB.y + stripHeight + GAP) - 44,
  };
  const titles = [
    [stripA, "A", MARK_A],
    [stripB, "B, laid on A", MARK_B],
    [plot, "Mean profiles, congruent segments shaded", INK],
  ] as const;
  for (const [strip, title, colour] of titles) {
    drawFrame(canvas, strip);
    drawText(canvas, title, strip.x, strip.y - 10, { colour, size: 13, bold: true });
  }
  drawText(canvas, "A", plot.x + plot.width - 60, plot.y - 10, { colour: MARK_A, size: 13, bold: true });
  drawText(canvas, "B", plot.x + plot.width - 12, plot.y - 10, { colour: MARK_B, size: 13, bold: true });
  for (const [offset, colour] of [
    [88, MARK_A],
    [40, MARK_B],
  ] as const) {
    const from = { x: plot.x + plot.width - offset, y: plot.y - 16 };
    strokeLines(canvas, [[from, { x: from.x + 20, y: from.y }]], { colour, thickness: 2.4 });
  }
  paintRelief(canvas, stripA, resampleStrip(a.surface, placeA, stripA, left, pitch));
  paintRelief(canvas, stripB, resampleStrip(b.surface, placeB, stripB, left, pitch));
  if (a.scaleKnown) {
    const view = { centreX: 0, centreY: 0, pitch };
    drawScaleBar(canvas, stripA, view, SCALE_BAR);
    drawScaleBar(canvas, stripB, view, SCALE_BAR);
  }

  fillRectangle(canvas, plot, WHITE);
  drawSegments(canvas, plot, comparison.segments ?? [], left, pitch);
  const inner = { ...plot, y: plot.y + NUMBERS, height: plot.height - NUMBERS - STRIP };
  const middle = inner.y + inner.height / 2;
  strokeLines(
    canvas,
    [
      [
        { x: plot.x, y: middle },
        { x: plot.x + plot.width, y: middle },
      ],
    ],
    { colour: RULE, thickness: 1 },
  );
  const scale = { left, pitch, range: findRange([a, b]) };
  strokeLines(canvas, traceProfile(b, placeB, inner, scale), { colour: MARK_B, thickness: 1.8, clip: plot });
  strokeLines(canvas, traceProfile(a, placeA, inner, scale), { colour: MARK_A, thickness: 1.8, clip: plot });
  const unit = a.scaleKnown ? 1e-6 : a.surface.incrementX;
  drawAxis(canvas, plot, left, pitch, unit, `Along A's profile, ${a.scaleKnown ? "\u00b5m" : "px"} from the middle`);
}
