import { RibinError } from "../../domain/errors.ts";
import type { ImageLimits } from "../../ports/image-decoder.ts";

/** By what the file's header says, before a pixel is decoded. @throws RibinError IMAGE_BOMB (pixels in all), SIZE_ABSURD (a side) */
export function checkImageSize(
  { width, height }: { readonly width: number; readonly height: number },
  { maxPixels, maxSide }: ImageLimits,
): void {
  if (width * height > maxPixels)
    throw new RibinError("IMAGE_BOMB", `The image decodes to ${width} x ${height} pixels; ${maxPixels} are allowed.`);
  if (width > maxSide || height > maxSide)
    throw new RibinError(
      "SIZE_ABSURD",
      `The image is ${width} x ${height} pixels; at most ${maxSide} a side are allowed.`,
    );
}
