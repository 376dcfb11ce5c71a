/** From directions and levels to pixels: one or two look-ups each. Pixels are 32 bits, red lowest, as a little-endian ImageData has them. */
import { DIRECTIONS, fillBrightness, NO_DIRECTION } from "./light-table.ts";
import type { Shade } from "./relief-shaders.ts";
import type { Layer } from "./sampled-window.ts";

type Colour = readonly [red: number, green: number, blue: number];

/** As on brass. */
const TINT: Colour = [0.97, 0.95, 0.91];
const OPAQUE = 0xff000000;
/** No data, in pictures that are laid on each other. */
export const NOTHING = 0;

/** Each channel 0 to 255; more is cut off. */
export function pack(red: number, green: number, blue: number): number {
  const whole = (value: number) => (value < 255 ? (value + 0.5) | 0 : 255);
  return (OPAQUE | (whole(blue) << 16) | (whole(green) << 8) | whole(red)) >>> 0;
}

export interface Shader {
  /** With the light there; the same light again costs nothing. */
  aim(light: { readonly azimuth: number; readonly elevation: number }): void;
  /** `nothing`: the pixel where there is no data. */
  shade(shade: Shade, layer: Layer, nothing: number, pixels: Uint32Array): void;
}

/** `colours`: 256 of them, RGBA, for heights. */
export function makeShader(colours: Uint8Array): Shader {
  const brightness = new Uint8Array(DIRECTIONS);
  const brass = new Uint32Array(DIRECTIONS);
  const brassOf = Uint32Array.from({ length: 256 }, (_, lit) => pack(TINT[0] * lit, TINT[1] * lit, TINT[2] * lit));
  const greyOf = Uint32Array.from({ length: 256 }, (_, level) => pack(level, level, level));
  let colourOf: Uint32Array | null = null;
  let aimed = { azimuth: Number.NaN, elevation: Number.NaN };
  let brassAimed = false;
  return {
    aim(light) {
      if (light.azimuth === aimed.azimuth && light.elevation === aimed.elevation) return;
      aimed = { azimuth: light.azimuth, elevation: light.elevation };
      fillBrightness(brightness, light);
      brassAimed = false;
    },
    shade(shade, { directions, levels }, nothing, pixels) {
      const count = pixels.length;
      if (shade === "grey") {
        for (let i = 0; i < count; i++) {
          pixels[i] = directions[i] === NO_DIRECTION ? nothing : (greyOf[levels[i] as number] as number);
        }
        return;
      }
      if (shade === "height") {
        colourOf ??= litColours(colours);
        for (let i = 0; i < count; i++) {
          const direction = directions[i] as number;
          const place = ((levels[i] as number) << 8) | (brightness[direction] as number);
          pixels[i] = direction === NO_DIRECTION ? nothing : (colourOf[place] as number);
        }
        return;
      }
      if (!brassAimed) {
        for (let at = 0; at < DIRECTIONS; at++) brass[at] = brassOf[brightness[at] as number] as number;
        brassAimed = true;
      }
      brass[NO_DIRECTION] = nothing;
      for (let i = 0; i < count; i++) pixels[i] = brass[directions[i] as number] as number;
    },
  };
}

/** Every colour of the map in every brightness. */
function litColours(colours: Uint8Array): Uint32Array {
  return Uint32Array.from({ length: 65_536 }, (_, place) => {
    const from = 4 * (place >> 8);
    const factor = 0.35 + (0.75 * (place & 255)) / 255;
    const channel = (part: number) => (colours[from + part] as number) * factor;
    return pack(channel(0), channel(1), channel(2));
  });
}

/** B over A where both are, in `pixels`, which hold A; the ground where neither is. */
export function mixPixels(pixels: Uint32Array, over: Uint32Array, blend: number, ground: number): void {
  const more = Math.round(256 * blend);
  const less = 256 - more;
  for (let i = 0; i < pixels.length; i++) {
    const a = pixels[i] as number;
    const b = over[i] as number;
    if (a === NOTHING || b === NOTHING) {
      pixels[i] = a === b ? ground : a === NOTHING ? b : a;
      continue;
    }
    const redBlue = (Math.imul(a & 0xff00ff, less) + Math.imul(b & 0xff00ff, more) + 0x800080) >>> 8;
    const green = (Math.imul((a >> 8) & 0xff, less) + Math.imul((b >> 8) & 0xff, more) + 0x80) & 0xff00;
    pixels[i] = OPAQUE | (redBlue & 0xff00ff) | green;
  }
}
