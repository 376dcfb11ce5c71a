import { RibinError } from "../../domain/errors.ts";
import type { FileFormat } from "../../domain/vocabulary.ts";

/** First bytes; TIFF in both byte orders, and BigTIFF. A zip is taken for X3P, and its reader says if it is none. */
const MAGICS: readonly (readonly [FileFormat, readonly number[]])[] = [
  ["X3P", [0x50, 0x4b, 0x03, 0x04]],
  ["X3P", [0x50, 0x4b, 0x05, 0x06]],
  ["PNG", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["TIFF", [0x49, 0x49, 0x2a, 0x00]],
  ["TIFF", [0x4d, 0x4d, 0x00, 0x2a]],
  ["TIFF", [0x49, 0x49, 0x2b, 0x00]],
  ["TIFF", [0x4d, 0x4d, 0x00, 0x2b]],
  ["JPEG", [0xff, 0xd8, 0xff]],
];

const FORMAT_OF_EXTENSION: Readonly<Record<string, FileFormat>> = {
  x3p: "X3P",
  png: "PNG",
  tif: "TIFF",
  tiff: "TIFF",
  jpg: "JPEG",
  jpeg: "JPEG",
};
/** Extensions of formats that are met and not supported; a name with one of them claims something else. */
const OTHER_EXTENSIONS = new Set([
  "zip",
  "gif",
  "bmp",
  "webp",
  "heic",
  "pdf",
  "svg",
  "csv",
  "txt",
  "dat3d",
  "sur",
  "al3d",
]);

function findExtension(fileName: string): string {
  return /\.([^./\\]+)$/.exec(fileName)?.[1].toLowerCase() ?? "";
}

/** The format that the first bytes show, or null. Eight bytes are enough. */
export function detectFormat(bytes: Uint8Array): FileFormat | null {
  return MAGICS.find(([, magic]) => magic.every((byte, i) => bytes[i] === byte))?.[0] ?? null;
}

/**
 * Tells the format by its first bytes, and holds the file's name to it. A name without a known extension claims nothing.
 * @throws RibinError UPLOAD_EMPTY, FORMAT_UNKNOWN, FORMAT_MISMATCH, X3P_NOT_ZIP (named .x3p, and no known format at all)
 */
export function identifyFormat(bytes: Uint8Array, fileName: string): FileFormat {
  if (bytes.byteLength === 0) throw new RibinError("UPLOAD_EMPTY", "The file has no bytes.");
  const actual = detectFormat(bytes);
  const extension = findExtension(fileName);
  const claimed = FORMAT_OF_EXTENSION[extension];
  if (actual === null) {
    if (claimed === "X3P") throw new RibinError("X3P_NOT_ZIP", "The file is named .x3p but is not a zip archive.");
    if (claimed)
      throw new RibinError(
        "FORMAT_MISMATCH",
        `The file is named .${extension} but its first bytes are not those of ${claimed}.`,
      );
    throw new RibinError("FORMAT_UNKNOWN", "The first bytes are not those of X3P, PNG, TIFF or JPEG.");
  }
  if (claimed ? claimed !== actual : OTHER_EXTENSIONS.has(extension))
    throw new RibinError(
      "FORMAT_MISMATCH",
      `The file is named .${extension} but its first bytes are those of ${actual}.`,
    );
  return actual;
}
