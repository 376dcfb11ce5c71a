import { crc32, inflateRawSync } from "node:zlib";
import { RibinError } from "../../domain/errors.ts";
import type { ZipEntry } from "./zip-directory.ts";
import { quoteName } from "./zip-entry-name.ts";

const MAX_CHUNK_BYTES = 64 * 1024 * 1024;

function inflate(stored: Uint8Array, entry: ZipEntry): Uint8Array {
  try {
    // One chunk spares zlib the joining of hundreds. zlib refuses 0 as a limit, and chunks below 64 bytes.
    const chunkSize = Math.min(Math.max(64, entry.inflatedBytes + 1), MAX_CHUNK_BYTES);
    return inflateRawSync(stored, { maxOutputLength: Math.max(1, entry.inflatedBytes), chunkSize });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE")
      throw new RibinError(
        "X3P_ZIP_BOMB",
        `${quoteName(entry.name)} inflates beyond the ${entry.inflatedBytes} bytes that the archive's directory states.`,
      );
    throw new RibinError("X3P_ZIP_TRUNCATED", `The data of ${quoteName(entry.name)} are damaged.`, { cause });
  }
}

/**
 * Returns the bytes of one entry; never more than its directory states.
 * @throws RibinError X3P_ZIP_BOMB, X3P_ZIP_TRUNCATED (bytes missing, CRC-32 wrong)
 */
export function inflateEntry(archive: Uint8Array, entry: ZipEntry): Uint8Array {
  const stored = archive.subarray(entry.dataStart, entry.dataStart + entry.storedBytes);
  const bytes = entry.method === "stored" ? stored : inflate(stored, entry);
  if (bytes.byteLength !== entry.inflatedBytes)
    throw new RibinError("X3P_ZIP_TRUNCATED", `${quoteName(entry.name)} ends before its stated size.`);
  if (crc32(bytes) !== entry.crc32)
    throw new RibinError(
      "X3P_ZIP_TRUNCATED",
      `The CRC-32 of ${quoteName(entry.name)} does not fit: the archive is damaged.`,
    );
  return bytes;
}
