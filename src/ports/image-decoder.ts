import type { FileFormat } from "../domain/vocabulary.ts";

export interface ImageLimits {
  /** Pixels a side. */
  readonly maxSide: number;
  /** Pixels in all. */
  readonly maxPixels: number;
}

/** 50 million pixels of 16 bits with transparency take 800 MB to decode; no camera of a microscope has more. */
export const DEFAULT_IMAGE_LIMITS: ImageLimits = { maxSide: 10_000, maxPixels: 50_000_000 };

/** The first page of an image, upright as its orientation tag says, in one channel. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  /** Row-major, 0 black to 1 white; NaN where the image is transparent. 16-bit images keep their precision. */
  readonly grey: Float32Array;
  readonly format: Exclude<FileFormat, "X3P">;
  /** Bits of one sample in the file: 1, 2, 4, 8 or 16. */
  readonly bitDepth: number;
  /** Colour space of the file, e.g. "srgb", "b-w", "cmyk", "rgb16". */
  readonly colourSpace: string;
  readonly hadAlpha: boolean;
  /** What was converted, in words for an examiner. */
  readonly remarks: readonly string[];
}

export interface ImageDecoder {
  /**
   * Decodes PNG, TIFF or JPEG. The limits are checked against the header, before pixels are decoded.
   * @throws RibinError IMAGE_UNREADABLE, SIZE_ABSURD (a side), IMAGE_BOMB (pixels in all)
   */
  decodeImage(bytes: Uint8Array, limits?: ImageLimits): Promise<DecodedImage>;

  /** Encodes 8-bit RGBA, row-major, four bytes a pixel, as PNG. */
  encodePng(width: number, height: number, rgba: Uint8Array): Promise<Uint8Array>;
}
