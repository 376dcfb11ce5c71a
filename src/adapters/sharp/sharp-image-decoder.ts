import sharp, { type Metadata, type Sharp } from "sharp";
import { RibinError } from "../../domain/errors.ts";
import {
  DEFAULT_IMAGE_LIMITS,
  type DecodedImage,
  type ImageDecoder,
  type ImageLimits,
} from "../../ports/image-decoder.ts";
import { checkImageSize } from "./check-image-size.ts";

/** Decoding is bound by size already; this stops a file that is slow on purpose. */
const TIMEOUT_SECONDS = 60;
const FORMATS = { png: "PNG", tiff: "TIFF", jpeg: "JPEG" } as const;
const DEPTHS: Partial<Record<Metadata["depth"], 8 | 16>> = { uchar: 8, ushort: 16 };
/** Below half, a pixel shows more of what is behind it than of itself. */
const OPAQUE = 0.5;

function unreadable(message: string, cause?: unknown): RibinError {
  return new RibinError("IMAGE_UNREADABLE", message, cause === undefined ? {} : { cause });
}

function open(bytes: Uint8Array, limits: ImageLimits): Sharp {
  return sharp(bytes, { failOn: "error", limitInputPixels: limits.maxPixels, sequentialRead: true }).timeout({
    seconds: TIMEOUT_SECONDS,
  });
}

function describeConversions(metadata: Metadata, bitDepth: number): string[] {
  const remarks: string[] = [];
  if (metadata.space === "cmyk") remarks.push("CMYK was converted to grey.");
  else if (metadata.isPalette) remarks.push("A palette image was converted to grey.");
  else if (metadata.channels >= 3) remarks.push("Colour was converted to grey.");
  if (bitDepth === 16) remarks.push("16-bit samples were kept in full.");
  if ((metadata.orientation ?? 1) !== 1)
    remarks.push(`The image was turned upright as its orientation tag (${metadata.orientation}) says.`);
  if ((metadata.pages ?? 1) > 1) remarks.push(`Only the first of ${metadata.pages} pages was read.`);
  // 72 is what writers fill in when they know nothing.
  if (metadata.density !== undefined && metadata.density > 72)
    remarks.push(`The file states ${metadata.density} dots per inch; that is no scale of the object and was not used.`);
  return remarks;
}

interface Samples {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array | Uint16Array;
}

async function readSamples(pipeline: Sharp, depth: 8 | 16): Promise<Samples> {
  const { data, info } = await pipeline
    .raw({ depth: depth === 16 ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (data.byteLength !== (width * height * channels * depth) / 8)
    throw unreadable(
      `The image decodes to ${data.byteLength} bytes, not to ${width} x ${height} x ${channels} samples.`,
    );
  if (depth === 8) return { width, height, channels, data };
  // libvips writes the machine's own byte order, which is little-endian wherever sharp runs.
  const aligned = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  return { width, height, channels, data: new Uint16Array(aligned) };
}

/** Grey samples, and beside them alpha samples where the image has them. */
async function readGreyAndAlpha(bytes: Uint8Array, limits: ImageLimits, depth: 8 | 16, hasAlpha: boolean) {
  const upright = (): Sharp => open(bytes, limits).autoOrient();
  if (depth === 16) {
    const both = await readSamples(upright().pipelineColourspace("rgb16").toColourspace("grey16"), depth);
    return { grey: both, alpha: hasAlpha && both.channels === 2 ? { samples: both, channel: 1 } : null };
  }
  // libvips drops the alpha of an 8-bit grey image, and its own alpha channel of a 16-bit one comes scaled to 8 bits.
  const grey = await readSamples(upright().removeAlpha().toColourspace("b-w"), depth);
  const alpha = hasAlpha ? await readSamples(upright().extractChannel("alpha"), depth) : null;
  return { grey, alpha: alpha && { samples: alpha, channel: 0 } };
}

async function decode(bytes: Uint8Array, limits: ImageLimits): Promise<DecodedImage> {
  const metadata = await sharp(bytes, { failOn: "error", limitInputPixels: false }).metadata();
  const format = FORMATS[metadata.format as keyof typeof FORMATS];
  if (!format) throw unreadable(`The image is ${metadata.format}, not PNG, TIFF or JPEG.`);
  checkImageSize(metadata, limits);
  const depth = DEPTHS[metadata.depth];
  if (!depth)
    throw unreadable(`Samples of type ${metadata.depth} have no defined black and white; export 8 or 16 bits.`);
  const { grey, alpha } = await readGreyAndAlpha(bytes, limits, depth, metadata.hasAlpha);
  const white = depth === 8 ? 255 : 65535;
  const missing = Number.NaN;
  const values = new Float32Array(grey.width * grey.height);
  let transparent = 0;
  for (let i = 0; i < values.length; i++) {
    values[i] = grey.data[i * grey.channels] / white;
    if (alpha && alpha.samples.data[i * alpha.samples.channels + alpha.channel] < OPAQUE * white) {
      values[i] = missing;
      transparent += 1;
    }
  }
  const remarks = describeConversions(metadata, depth);
  if (transparent > 0) remarks.push(`${transparent} transparent pixels count as missing.`);
  return {
    width: grey.width,
    height: grey.height,
    grey: values,
    format,
    bitDepth: metadata.bitsPerSample ?? depth,
    colourSpace: metadata.space,
    hadAlpha: metadata.hasAlpha,
    remarks,
  };
}

/** The image decoder on libvips. Nothing is cached between calls: evidence is read once. */
export function createSharpImageDecoder(): ImageDecoder {
  sharp.cache(false);
  return {
    async decodeImage(bytes, limits = DEFAULT_IMAGE_LIMITS) {
      try {
        return await decode(bytes, limits);
      } catch (cause) {
        if (cause instanceof RibinError) throw cause;
        throw unreadable("The image is damaged, cut off, or not what its first bytes say.", cause);
      }
    },
    async encodePng(width, height, rgba) {
      const png = await sharp(rgba, { raw: { width, height, channels: 4 } })
        .png()
        .toBuffer();
      return Uint8Array.from(png);
    },
  };
}
