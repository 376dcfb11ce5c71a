/** Makes of an image, as it was received, the tiled TIFF of ever coarser levels that its tiles are read from. */
import sharp, { type Sharp } from "sharp";
import { RibinError } from "../../domain/errors.ts";
import { DEFAULT_IMAGE_LIMITS } from "../../ports/image-decoder.ts";
import type { ImagePyramid } from "../../ports/image-pyramids.ts";
import { checkImageSize } from "./check-image-size.ts";

const TILE = 512;
const FULL = /no space left|disk quota|ENOSPC/i;
const TIMEOUT_SECONDS = 60;
/** Behind what is transparent. */
const BACKDROP = "#808080";
/** So many are black, and as many white. */
const DARKEST = 0.001;
export const LIMIT = { limitInputPixels: DEFAULT_IMAGE_LIMITS.maxPixels };

/** The image as a tiled TIFF under `path`. @throws RibinError IMAGE_UNREADABLE, SIZE_ABSURD, IMAGE_BOMB */
export async function writePyramid(bytes: Uint8Array, path: string): Promise<ImagePyramid> {
  try {
    const { width, height, depth } = await sharp(bytes, { failOn: "error", limitInputPixels: false }).metadata();
    checkImageSize({ width, height }, DEFAULT_IMAGE_LIMITS);
    const stretched = depth !== "uchar";
    const tiled = { tile: true, tileWidth: TILE, tileHeight: TILE, pyramid: true, bigtiff: true } as const;
    // libvips reads no tile that is larger than the whole image.
    const whole = width <= TILE && height <= TILE;
    const image = await prepare(bytes, stretched);
    await image.tiff({ compression: "deflate", ...(whole ? {} : tiled) }).toFile(path);
    const { pages = 1 } = await sharp(path, LIMIT).metadata();
    const levels = [];
    for (let page = 0; page < pages; page++) {
      const size = await sharp(path, { ...LIMIT, page }).metadata();
      levels.push({ width: size.width, height: size.height });
    }
    return { tileSize: TILE, levels, stretched };
  } catch (cause) {
    if (cause instanceof RibinError) throw cause;
    // libvips has words for it and no code.
    if (FULL.test(String(cause))) throw refuseFull(cause);
    throw new RibinError("IMAGE_UNREADABLE", "The image is damaged, cut off, or of a kind that cannot be drawn.", {
      cause,
    });
  }
}

/** The image is as it was; there is no room for its tiles. */
export function refuseFull(cause: unknown): RibinError {
  return new RibinError("UNAVAILABLE", "The cache folder cannot be written: no space is left.", { cause });
}

/** Upright, in the colours of a screen, without anything that stood beside the pixels in the file. */
async function prepare(bytes: Uint8Array, deep: boolean): Promise<Sharp> {
  const image = sharp(bytes, { failOn: "error", ...LIMIT }).timeout({ seconds: TIMEOUT_SECONDS });
  const upright = image.autoOrient().flatten({ background: BACKDROP });
  if (!deep) return upright.toColourspace("srgb");
  const { data, info } = await upright
    .pipelineColourspace("rgb16")
    .toColourspace("grey16")
    .raw({ depth: "ushort" })
    .toBuffer({ resolveWithObject: true });
  const samples = new Uint16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
  const { width, height, channels } = info;
  return sharp(stretch(samples, channels), { ...LIMIT, raw: { width, height, channels: 1 } });
}

/** Of a camera's 10 or 12 bits in 16 an eye would see nothing but black. */
function stretch(samples: Uint16Array, channels: number): Uint8Array {
  const counts = new Uint32Array(65_536);
  const total = samples.length / channels;
  for (let i = 0; i < samples.length; i += channels) counts[samples[i] as number]! += 1;
  const find = (share: number) => {
    let seen = 0;
    return counts.findIndex((count) => {
      seen += count;
      return seen > share * total;
    });
  };
  const [black, white] = [find(DARKEST), find(1 - DARKEST)];
  const range = Math.max(1, white - black);
  const shown = new Uint8Array(total);
  for (let i = 0; i < total; i++) {
    const value = (samples[i * channels] as number) - black;
    shown[i] = Math.round(255 * Math.min(1, Math.max(0, value / range)));
  }
  return shown;
}
