/** One picture that shows a person which parts of a scan or image were found, so that a wrong outline is seen at a glance. */
import type { Outline, OutlinePart, Segmentation } from "../segment/outline.ts";
import type { Surface } from "../surface.ts";
import {
  type Canvas,
  type Colour,
  createCanvas,
  fillRectangle,
  type Point,
  type Rectangle,
  strokeLines,
} from "./canvas.ts";
import { FADED, INK, PAPER, WHITE } from "./colours.ts";
import { drawParagraph } from "./draw-caption.ts";
import type { Picture } from "./draw-comparison.ts";
import { drawText } from "./draw-text.ts";
import { drawFrame, drawScaleBar, IDENTITY, paintRelief, placePoint, resampleForPanel, type View } from "./panel.ts";

const WIDTH = 1200;
const MARGIN = 28;
const SIDE = 800;
const TOP = 72;

/** Told apart with any common colour blindness by lightness as well as hue; each outline is also named beside the picture. */
const COLOURS: Readonly<Record<OutlinePart, Colour>> = {
  Primer: WHITE,
  BreechFace: [255, 196, 48],
  FiringPinImpression: [86, 180, 233],
  Aperture: [0, 114, 178],
  Headstamp: [230, 159, 200],
  LandEngravedArea: [255, 196, 48],
  Damage: [213, 94, 0],
  CrossCut: [86, 180, 233],
};

const NAMES: Readonly<Record<OutlinePart, string>> = {
  Primer: "Primer",
  BreechFace: "Breech face",
  FiringPinImpression: "Firing pin impression",
  Aperture: "Aperture",
  Headstamp: "Headstamp",
  LandEngravedArea: "Land engraved area",
  Damage: "Damage",
  CrossCut: "Cross-cut",
};

/**
 * Draws the surface with its outlines, 1200 pixels wide: each part in its own colour with its confidence, and below what the method
 * has to say to a person. `scaleKnown` false: the increments are pixels, and no length is written.
 */
export function drawOutlines(
  surface: Surface,
  segmentation: Segmentation,
  options: { readonly scaleKnown: boolean },
): Picture {
  const canvas = createCanvas(WIDTH, TOP + SIDE + 2 * MARGIN, PAPER);
  const panel = { x: MARGIN, y: TOP, width: SIDE, height: SIDE };
  const extent = Math.max(surface.width * surface.incrementX, surface.height * surface.incrementY);
  const view = { centreX: 0, centreY: 0, pitch: (1.02 * extent) / SIDE };
  drawText(canvas, "Regions found", MARGIN, 44, { colour: INK, size: 20, bold: true });
  drawFrame(canvas, panel);
  paintRelief(canvas, panel, resampleForPanel(surface, IDENTITY, panel, view));
  for (const outline of segmentation.outlines) strokeOutline(canvas, panel, view, outline);
  if (options.scaleKnown) drawScaleBar(canvas, panel, view, roundLength(extent / 5));
  drawLegend(canvas, segmentation, MARGIN + SIDE + 24);
  return canvas;
}

function strokeOutline(canvas: Canvas, panel: Rectangle, view: View, { part, rings }: Outline): void {
  const lines = rings
    .filter((ring) => ring.length > 0)
    .map((ring): Point[] => [...ring, ring[0]].map(({ x, y }) => placePoint(panel, view, x, y)));
  // A dark edge below keeps a light line readable on a light relief.
  strokeLines(canvas, lines, { colour: INK, thickness: 4, opacity: 0.55, clip: panel });
  strokeLines(canvas, lines, { colour: COLOURS[part], thickness: 2, clip: panel });
}

function drawLegend(
  canvas: Canvas,
  { outlines, confidence, method, methodVersion, remarks }: Segmentation,
  x: number,
): void {
  let y = TOP + 14;
  for (const { part, confidence: sure } of outlines) {
    fillRectangle(canvas, { x, y: y - 12, width: 26, height: 14 }, INK);
    fillRectangle(canvas, { x: x + 2, y: y - 10, width: 22, height: 10 }, COLOURS[part]);
    drawText(canvas, NAMES[part], x + 36, y, { colour: INK, size: 13 });
    drawText(canvas, `${Math.round(100 * sure)} %`, WIDTH - MARGIN, y, { colour: FADED, size: 13, align: "right" });
    y += 30;
  }
  y += 12;
  const sentences = [`Confidence ${Math.round(100 * confidence)} %, ${method} ${methodVersion}`, ...remarks];
  for (const sentence of sentences) y = drawParagraph(canvas, sentence, x, y, WIDTH - MARGIN - x) + 32;
}

/** The next 1, 2 or 5 times a power of ten below. */
function roundLength(length: number): number {
  const power = 10 ** Math.floor(Math.log10(length));
  const lead = length / power;
  return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
}
