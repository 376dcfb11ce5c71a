/** Received files. */
import type { ErrorDefinition } from "./error-definition.ts";

export const FILE_ERRORS = {
  UPLOAD_TOO_LARGE: {
    status: 413,
    title: "The file is too large",
    remedy: "Send a file below the limit named in the message.",
  },
  UPLOAD_EMPTY: { status: 422, title: "The file is empty", remedy: "Export the file again from the instrument." },
  UPLOAD_INCOMPLETE: {
    status: 409,
    title: "The upload is not complete",
    remedy: "Resume the upload until all bytes are sent.",
  },
  UPLOAD_NOT_FOUND: { status: 404, title: "No such upload", remedy: "Create the upload again." },
  FORMAT_UNKNOWN: { status: 415, title: "The file's format is not supported", remedy: "Send X3P, PNG, TIFF or JPEG." },
  FORMAT_MISMATCH: {
    status: 415,
    title: "The file's content is not what its name says",
    remedy: "Give the file the extension of its real format.",
  },
  FILE_SEAL_BROKEN: {
    status: 500,
    title: "A stored file is not the one that was sealed",
    remedy:
      "Tell the operator: somebody or something changed the store. Keep it as it is, and restore the file from a backup.",
  },
  STORE_KEY_MISSING: {
    status: 500,
    title: "The key that opens the stored files is not here",
    remedy: "Tell the operator: put the key back into RIBIN_STORE_KEYS, or keys/store.keys into the data folder.",
  },
  FILE_NOT_FOUND: { status: 404, title: "No such file", remedy: "Check the path." },
  FILE_NOT_WRITABLE: {
    status: 500,
    title: "The file or folder cannot be written",
    remedy: "Name a folder that exists and that you may write to; check the disk's free space.",
  },
  X3P_NOT_ZIP: { status: 422, title: "The X3P file is not a zip archive", remedy: "Export the scan again as X3P." },
  X3P_ZIP_TRUNCATED: {
    status: 422,
    title: "The X3P archive is cut off or damaged",
    remedy: "Transfer the file again; compare its size with the original.",
  },
  X3P_ZIP_TOO_MANY_ENTRIES: {
    status: 422,
    title: "The X3P archive has too many entries",
    remedy: "Export the scan alone, without other files.",
  },
  X3P_ZIP_BOMB: {
    status: 422,
    title: "The X3P archive inflates beyond the limit",
    remedy: "Check where the file came from; a scan does not compress like this.",
  },
  X3P_ZIP_UNSAFE_PATH: {
    status: 422,
    title: "The X3P archive names a path outside itself",
    remedy: "Check where the file came from; do not open it.",
  },
  X3P_ENTRY_MISSING: {
    status: 422,
    title: "The X3P archive lacks a required entry",
    remedy: "Export the scan again; main.xml and the data it names must be in the archive.",
  },
  X3P_XML_INVALID: {
    status: 422,
    title: "main.xml is not valid",
    remedy: "Export the scan again; the message names the element.",
  },
  X3P_XML_FORBIDDEN: {
    status: 422,
    title: "main.xml has a doctype or an entity",
    remedy: "Check where the file came from; ISO 25178-72 needs neither.",
  },
  X3P_CHECKSUM_MISSING: {
    status: 422,
    title: "The X3P file has no MD5 checksum",
    remedy: "Export the scan again with checksums, as ISO 25178-72 requires.",
  },
  X3P_CHECKSUM_MISMATCH: {
    status: 422,
    title: "An MD5 checksum of the X3P file does not fit",
    remedy: "Transfer the file again; if it repeats, the file was altered.",
  },
  X3P_MATRIX_SIZE: {
    status: 422,
    title: "The data matrix is not of the size that main.xml says",
    remedy: "Export the scan again.",
  },
  X3P_UNSUPPORTED: {
    status: 422,
    title: "This kind of X3P record is not supported",
    remedy: "Send a surface record (matrix); the message says what the file is.",
  },
  SIZE_ABSURD: {
    status: 422,
    title: "The image or scan is larger than 10,000 points a side, or too large in all",
    remedy: "Crop to the region of interest or reduce the resolution.",
  },
  SURFACE_EMPTY: { status: 422, title: "All values of the scan are missing", remedy: "Scan the exhibit again." },
  SCALE_INVALID: {
    status: 422,
    title: "The lateral scale is not plausible",
    remedy: "State the scale in metres (X3P) or micrometres per pixel (2D).",
  },
  IMAGE_UNREADABLE: { status: 422, title: "The image cannot be decoded", remedy: "Export the image again." },
  IMAGE_BOMB: {
    status: 422,
    title: "The image decodes to more pixels than allowed",
    remedy: "Check where the file came from; send at most 50 million pixels, 10,000 a side.",
  },
} as const satisfies Record<string, ErrorDefinition>;
