/**
 * Draws marks without a graphics card, on a 2D canvas: where there is no WebGL, or one that is itself computed. What lies under each
 * pixel is worked out when marks, place or size change; a light that moves costs one look-up a pixel.
 */
import { makeColourMap } from "./colour-map.ts";
import type { MarkSurface } from "./mark-surface.ts";
import type { Frame } from "./microscope-geometry.ts";
import type { Painting, ReliefRenderer, Rgb } from "./relief-painting.ts";
import type { Texels } from "./sample-row.ts";
import { type Layer, readBoth, sampleWindow } from "./sampled-window.ts";
import { makeShader, mixPixels, NOTHING, pack } from "./shade-pixels.ts";
import { makeTexels } from "./surface-texels.ts";

/** What one window shows. */
interface Kept {
  /** All that it was sampled from; another of them, and it is sampled anew. */
  readonly from: readonly unknown[];
  readonly layers: readonly Layer[];
  readonly image: ImageData;
  readonly pixels: Uint32Array;
  /** Of the second layer. */
  readonly over: Uint32Array | null;
}

const EMPTY: Texels = { width: 1, height: 1, data: new Float32Array(4) };

/** Null where the browser has no 2D canvas. */
export function makeReliefInSoftware(canvas: HTMLCanvasElement): ReliefRenderer | null {
  // Kept in memory that the processor writes: nothing is sent to a graphics process and read back.
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  if (context === null) return null;
  const marks: Record<"a" | "b", Texels> = { a: EMPTY, b: EMPTY };
  const shader = makeShader(makeColourMap("height"));
  const differences = new Uint32Array(makeColourMap("difference").buffer);
  const kept: Kept[] = [];
  let next = 0;
  let cleared: readonly unknown[] = [];

  const keep = (window: Frame, painting: Painting): Kept => {
    const from = [marks.a, marks.b, window.width, window.height, ...partsOf(painting)];
    const before = kept[next];
    if (before !== undefined && isSame(before.from, from)) return before;
    const fits = before?.image.width === window.width && before.image.height === window.height;
    // A window that is dragged is sampled for each frame: what it lies in is used again.
    const image = fits ? before.image : context.createImageData(window.width, window.height);
    const pixels = fits ? before.pixels : new Uint32Array(image.data.buffer);
    const layers =
      painting.mix === "difference" ? [] : sampleWindow(marks, window, painting, fits ? before.layers : []);
    const over = layers.length < 2 ? null : fits && before.over !== null ? before.over : new Uint32Array(pixels.length);
    const made = { from, layers, image, pixels, over };
    if (painting.mix === "difference") drawDifference(marks, window, painting, differences, pixels);
    kept[next] = made;
    return made;
  };
  return {
    load(side, surface: MarkSurface) {
      marks[side] = { width: surface.width, height: surface.height, data: makeTexels(surface) };
    },
    begin(ground) {
      next = 0;
      const now = [canvas.width, canvas.height, ...ground];
      // Between windows nothing changes with the light.
      if (isSame(cleared, now)) return;
      cleared = now;
      context.fillStyle = `rgb(${ground.map((part) => Math.round(255 * part)).join(" ")})`;
      context.fillRect(0, 0, canvas.width, canvas.height);
    },
    paint(window, painting) {
      if (window.width < 1 || window.height < 1) return;
      const { layers, image, pixels, over } = keep(window, painting);
      const [first, second] = layers;
      const ground = packColour(painting.ground);
      if (first !== undefined) {
        shader.aim(painting.light);
        shader.shade(painting.shade, first, over === null ? ground : NOTHING, pixels);
        if (second !== undefined && over !== null) {
          shader.shade(painting.shade, second, NOTHING, over);
          mixPixels(pixels, over, painting.blend, ground);
        }
      }
      context.putImageData(image, window.left, window.top);
      next++;
    },
    dispose() {
      kept.length = 0;
      marks.a = EMPTY;
      marks.b = EMPTY;
    },
  };
}

const packColour = ([red, green, blue]: Rgb): number => pack(255 * red, 255 * green, 255 * blue);

/** What a picture depends on, but for the light and what mixes finished pixels. */
function partsOf(painting: Painting): readonly unknown[] {
  const { mix, shade, shown, toA, toB, turned, split, relief, reach, contrast, gamma } = painting;
  const ground = mix === "difference" ? painting.ground : [];
  return [mix, shade, shown, ...toA, ...toB, turned.a, turned.b, ...split, relief, reach, contrast, gamma, ...ground];
}

function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.length === now.length && before.every((part, i) => Object.is(part, now[i]));
}

/** Where only one mark is, a grey that is neither. */
const ALONE = 0.45;

function drawDifference(
  marks: Readonly<Record<"a" | "b", Texels>>,
  size: Frame,
  painting: Painting,
  colours: Uint32Array,
  pixels: Uint32Array,
): void {
  const ground = packColour(painting.ground);
  const alone = packColour(painting.ground.map((part) => ALONE + part * (1 - ALONE)) as unknown as Rgb);
  const scale = 256 * painting.reach;
  readBoth(marks, size, painting, (down, a, b) => {
    const start = down * size.width;
    for (let i = 0; i < size.width; i++) {
      const both = (a.seen[i] as number) + (b.seen[i] as number);
      if (both < 2) {
        pixels[start + i] = both === 0 ? ground : alone;
        continue;
      }
      const place = ((a.height[i] as number) - (b.height[i] as number)) * scale + 128;
      pixels[start + i] = colours[Math.min(255, Math.max(0, place)) | 0] as number;
    }
  });
}
