import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { RibinError } from "../domain/errors.ts";

/** The command line reads whole files for analysis; larger ones are refused before they are read. */
const MAX_FILE_BYTES = 1024 * 1024 * 1024;

/** Size and name of a file named on the command line. FILE_NOT_FOUND, UPLOAD_EMPTY or UPLOAD_TOO_LARGE otherwise. */
export async function statEvidenceFile(path: string): Promise<{ fileName: string; size: number }> {
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) throw new RibinError("FILE_NOT_FOUND", `${path} is not a file.`);
  if (info.size === 0) throw new RibinError("UPLOAD_EMPTY", `${path} is empty.`);
  if (info.size > MAX_FILE_BYTES) throw new RibinError("UPLOAD_TOO_LARGE", `${path} is larger than 1 GiB.`);
  return { fileName: basename(path), size: info.size };
}

/** The bytes of a file named on the command line; the same errors. */
export async function readEvidenceFile(path: string): Promise<{ bytes: Uint8Array; fileName: string }> {
  const { fileName } = await statEvidenceFile(path);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new RibinError("FILE_NOT_FOUND", `${path} cannot be read (${error.code}).`, { cause: error });
  });
  return { bytes, fileName };
}
