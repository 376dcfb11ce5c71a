/**
 * What lies under the pixels of a window, once for a place, a turn and a size: a direction of the surface, and a level of its height.
 * A light that moves needs nothing else (relief-in-software.ts).
 */
import { clamp } from "./clamp.ts";
import { directionOf, NO_DIRECTION } from "./light-table.ts";
import type { Painting } from "./relief-painting.ts";
import { type Course, layCourse, makeRow, type Row, sampleRow, type Texels } from "./sample-row.ts";

/** Of one mark, or of both where each pixel shows one of them. */
export interface Layer {
  /** `NO_DIRECTION`: there is no data. */
  readonly directions: Uint32Array;
  /** Of the height: its colour's place in the map, or how bright it is. */
  readonly levels: Uint8ClampedArray;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export type Marks = Readonly<Record<"a" | "b", Texels>>;

const makeLayer = (count: number): Layer => ({
  directions: new Uint32Array(count),
  levels: new Uint8ClampedArray(count),
});

/** One layer, or two where both marks shine through each other. They lie in `used` again where that is given. */
export function sampleWindow(marks: Marks, size: Size, painting: Painting, used: readonly Layer[]): readonly Layer[] {
  const count = size.width * size.height;
  const [first = makeLayer(count), second] = used;
  if (painting.mix === "split") return [sampleSplit(marks, size, painting, first)];
  if (painting.mix !== "blend") return [sampleMark(marks, painting.shown, size, painting, first)];
  return [
    sampleMark(marks, "a", size, painting, first),
    sampleMark(marks, "b", size, painting, second ?? makeLayer(count)),
  ];
}

function sampleMark(marks: Marks, side: "a" | "b", size: Size, painting: Painting, layer: Layer): Layer {
  const row = makeRow(size.width);
  const write = writerOf(painting);
  for (let down = 0; down < size.height; down++) {
    readRow(marks, side, size, painting, down, row);
    write(layer, down * size.width, row, side, 0, size.width);
  }
  return layer;
}

/** A on one side of the line, B on the other. */
function sampleSplit(marks: Marks, size: Size, painting: Painting, layer: Layer): Layer {
  const row = makeRow(size.width);
  const write = writerOf(painting);
  const { width, height } = size;
  for (let down = 0; down < height; down++) {
    const [from, to] = findPartOfA(painting.split, size, down);
    if (to > from) {
      readRow(marks, "a", size, painting, down, row);
      write(layer, down * width, row, "a", from, to);
    }
    if (to - from < width) {
      readRow(marks, "b", size, painting, down, row);
      write(layer, down * width, row, "b", 0, from);
      write(layer, down * width, row, "b", to, width);
    }
  }
  return layer;
}

/** The pixels of a row that lie on A's side of the dividing line. */
function findPartOfA([x, y, z]: Painting["split"], { width, height }: Size, down: number): readonly [number, number] {
  const rest = z - y * (1 - (2 * down + 1) / height);
  if (Math.abs(x) < 1e-9) return rest > 0 ? [0, width] : [0, 0];
  const at = ((rest / x + 1) * width) / 2 - 0.5;
  return x > 0 ? [0, clamp(Math.ceil(at), 0, width)] : [clamp(Math.floor(at) + 1, 0, width), width];
}

function readRow(marks: Marks, side: "a" | "b", size: Size, painting: Painting, down: number, row: Row): void {
  const course: Course = layCourse(side === "a" ? painting.toA : painting.toB, size, marks[side], down);
  sampleRow(marks[side], course, row);
}

type Write = (layer: Layer, start: number, row: Row, side: "a" | "b", from: number, to: number) => void;

const GREYS = 4_096;

function writerOf(painting: Painting): Write {
  const { shade, reach, relief, turned, contrast, gamma } = painting;
  if (shade === "grey") {
    const greys = Uint8Array.from({ length: GREYS + 1 }, (_, i) => Math.round(255 * (i / GREYS) ** gamma));
    return (layer, start, row, _, from, to) => writeGreys(layer, start, row, from, to, greys, GREYS * reach * contrast);
  }
  return (layer, start, row, side, from, to) => {
    const [cos, sin] = [relief * Math.cos(turned[side]), relief * Math.sin(turned[side])];
    writeDirections(layer, start, row, from, to, cos, sin, 256 * reach);
  };
}

function writeGreys(
  { directions, levels }: Layer,
  start: number,
  { height, seen }: Row,
  from: number,
  to: number,
  greys: Uint8Array,
  scale: number,
): void {
  for (let i = from; i < to; i++) {
    directions[start + i] = seen[i] as number;
    const place = Math.min(GREYS, Math.max(0, (height[i] as number) * scale + GREYS / 2));
    levels[start + i] = greys[(place + 0.5) | 0] as number;
  }
}

/** Slopes are turned into the screen's directions: there one light shines on both marks. */
function writeDirections(
  { directions, levels }: Layer,
  start: number,
  { slopeX, slopeY, height, seen }: Row,
  from: number,
  to: number,
  cos: number,
  sin: number,
  scale: number,
): void {
  for (let i = from; i < to; i++) {
    if (seen[i] === 0) {
      directions[start + i] = NO_DIRECTION;
      continue;
    }
    const x = slopeX[i] as number;
    const y = slopeY[i] as number;
    directions[start + i] = directionOf(cos * x - sin * y, sin * x + cos * y);
    levels[start + i] = (height[i] as number) * scale + 127.5;
  }
}

/** Heights of both in each row, for what needs them side by side. */
export function readBoth(
  marks: Marks,
  size: Size,
  painting: Painting,
  use: (down: number, a: Row, b: Row) => void,
): void {
  const [a, b] = [makeRow(size.width), makeRow(size.width)];
  for (let down = 0; down < size.height; down++) {
    readRow(marks, "a", size, painting, down, a);
    readRow(marks, "b", size, painting, down, b);
    use(down, a, b);
  }
}
