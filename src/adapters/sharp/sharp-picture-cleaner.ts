import sharp from "sharp";
import { RibinError } from "../../domain/errors.ts";
import type { PictureCleaner } from "../../ports/picture-cleaner.ts";
import { checkImageSize } from "./check-image-size.ts";

const TIMEOUT_SECONDS = 20;

/** On libvips: decoded, and encoded without metadata, profiles, text chunks or anything behind the end of the file. */
export function createSharpPictureCleaner(): PictureCleaner {
  return {
    async cleanPng(bytes, limits) {
      const { maxPixels, maxBytes } = limits;
      if (bytes.length > maxBytes) throw tooLarge(maxBytes);
      try {
        const { format, width, height } = await sharp(bytes, { failOn: "error", limitInputPixels: false }).metadata();
        if (format !== "png") throw new RibinError("IMAGE_UNREADABLE", "The picture is no PNG.");
        checkImageSize({ width, height }, limits);
        const image = sharp(bytes, { failOn: "error", limitInputPixels: maxPixels }).timeout({
          seconds: TIMEOUT_SECONDS,
        });
        const clean = await image.flatten().toColourspace("srgb").png({ compressionLevel: 9 }).toBuffer();
        if (clean.length > maxBytes) throw tooLarge(maxBytes);
        return { bytes: Uint8Array.from(clean), width, height };
      } catch (cause) {
        if (cause instanceof RibinError) throw cause;
        throw new RibinError("IMAGE_UNREADABLE", "The picture is damaged or cut off.", { cause });
      }
    },
    async shrinkPng(bytes, side) {
      const image = sharp(bytes).timeout({ seconds: TIMEOUT_SECONDS });
      const small = image.resize({ width: side, height: side, fit: "inside", withoutEnlargement: true });
      return Uint8Array.from(await small.png({ compressionLevel: 9 }).toBuffer());
    },
  };
}

const tooLarge = (maxBytes: number) =>
  new RibinError("UPLOAD_TOO_LARGE", `The picture has more than ${maxBytes} bytes; send it with fewer pixels.`);
