/** Tiles of images on libvips: one tiled, pyramidal TIFF an image in the cache folder, of which each tile is read by itself. */
import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { RibinError } from "../../domain/errors.ts";
import { DEFAULT_IMAGE_LIMITS } from "../../ports/image-decoder.ts";
import type { ImagePyramid, ImagePyramids, TilePlace } from "../../ports/image-pyramids.ts";

const TILE = 512;
const QUALITY = 92;
const TIMEOUT_SECONDS = 60;
/** All that is kept at a time; what was looked at longest ago goes first. */
const MOST_BYTES = 4 * 1024 ** 3;
/** Behind what is transparent. */
const BACKDROP = "#808080";
/** So many are black, and as many white. */
const DARKEST = 0.001;
const LIMIT = { limitInputPixels: DEFAULT_IMAGE_LIMITS.maxPixels };
const DESCRIPTION = ".json";

export function openFolderImagePyramids(folder: string): ImagePyramids {
  // It would give what stood under a path before.
  sharp.cache(false);
  const pathOf = (id: string) => join(folder, `${id}.tif`);
  const describe = async (id: string): Promise<ImagePyramid | null> => {
    try {
      return JSON.parse(await readFile(pathOf(id) + DESCRIPTION, "utf8")) as ImagePyramid;
    } catch {
      return null;
    }
  };
  const forget = async (id: string) => {
    await rm(pathOf(id) + DESCRIPTION, { force: true });
    await rm(pathOf(id), { force: true });
  };
  const listIds = async () => {
    const names = await readdir(folder).catch(() => []);
    return names
      .filter((name) => name.endsWith(DESCRIPTION))
      .map((name) => name.slice(0, -`.tif${DESCRIPTION}`.length));
  };
  const make = async (id: string, read: () => Promise<Uint8Array>): Promise<ImagePyramid> => {
    const kept = await describe(id);
    if (kept !== null) return kept;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `${randomUUID()}.part`);
    try {
      const pyramid = await writePyramid(await read(), path);
      await rename(path, pathOf(id));
      // Written last: what has a description is whole.
      await writeFile(pathOf(id) + DESCRIPTION, JSON.stringify(pyramid), { mode: 0o600 });
      await trim(folder, await listIds(), id, forget);
      return pyramid;
    } finally {
      await rm(path, { force: true });
    }
  };
  const making = new Map<string, Promise<ImagePyramid>>();
  let last: Promise<unknown> = Promise.resolve();

  return {
    async open(id, read) {
      const now = new Date();
      const kept = await describe(id);
      if (kept !== null) {
        await utimes(pathOf(id), now, now).catch(() => {});
        return kept;
      }
      let made = making.get(id);
      if (made === undefined) {
        // One at a time: each takes the memory of a whole image.
        made = last.then(() => make(id, read)).finally(() => making.delete(id));
        last = made.catch(() => {});
        making.set(id, made);
      }
      return made;
    },
    async cutTile(id, place) {
      const pyramid = await describe(id);
      return pyramid === null ? null : cut(pathOf(id), pyramid, place);
    },
    async forgetGone(listThere) {
      const ids = await listIds();
      if (ids.length === 0) return 0;
      const there = new Set(await listThere(ids));
      const gone = ids.filter((id) => !there.has(id));
      for (const id of gone) await forget(id);
      return gone.length;
    },
  };
}

async function writePyramid(bytes: Uint8Array, path: string): Promise<ImagePyramid> {
  try {
    const { width, height, depth } = await sharp(bytes, { failOn: "error", limitInputPixels: false }).metadata();
    const { maxSide, maxPixels } = DEFAULT_IMAGE_LIMITS;
    if (width * height > maxPixels) throw new RibinError("IMAGE_BOMB");
    if (width > maxSide || height > maxSide) throw new RibinError("SIZE_ABSURD");
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
    throw new RibinError("IMAGE_UNREADABLE", "The image is damaged, cut off, or of a kind that cannot be drawn.", {
      cause,
    });
  }
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

async function cut(path: string, { levels, tileSize }: ImagePyramid, place: TilePlace): Promise<Uint8Array | null> {
  const { level, column, row } = place;
  const size = levels[level];
  const [left, top] = [column * tileSize, row * tileSize];
  if (size === undefined || left >= size.width || top >= size.height) return null;
  const width = Math.min(tileSize, size.width - left);
  const height = Math.min(tileSize, size.height - top);
  const tile = await sharp(path, { ...LIMIT, page: level })
    .extract({ left, top, width, height })
    .webp(level === 0 ? { lossless: true, effort: 1 } : { quality: QUALITY })
    .toBuffer();
  return Uint8Array.from(tile);
}

async function trim(
  folder: string,
  ids: readonly string[],
  keep: string,
  forget: (id: string) => Promise<void>,
): Promise<void> {
  const files = [];
  for (const id of ids) {
    const found = await stat(join(folder, `${id}.tif`)).catch(() => null);
    files.push({ id, bytes: found?.size ?? 0, usedAt: found?.mtimeMs ?? 0 });
  }
  let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { id, bytes } of files.sort((one, other) => one.usedAt - other.usedAt)) {
    if (total <= MOST_BYTES) return;
    if (id === keep) continue;
    await forget(id);
    total -= bytes;
  }
}
