/**
 * A strict reader of the zip directory (PKWARE APPNOTE 6.3, sections 4.3 and 4.4), for archives that strangers send.
 * The central directory is the truth; what it says must fit the file exactly.
 */
import { RibinError } from "../../domain/errors.ts";
import type { X3pLimits } from "./limits.ts";
import { checkEntryName, quoteName } from "./zip-entry-name.ts";

export interface ZipEntry {
  readonly name: string;
  readonly method: "stored" | "deflated";
  readonly crc32: number;
  readonly storedBytes: number;
  readonly inflatedBytes: number;
  /** Where the entry's data begin in the archive. */
  readonly dataStart: number;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const LOCAL_HEADER_BYTES = 30;
const CENTRAL_HEADER_BYTES = 46;
const END_BYTES = 22;
const MAX_COMMENT = 0xffff;

function damaged(message: string): RibinError {
  return new RibinError("X3P_ZIP_TRUNCATED", message);
}

function unsupported(message: string): RibinError {
  return new RibinError("X3P_UNSUPPORTED", message);
}

/** The end record is the last thing in the file, behind it only the comment that it announces. */
function findEndOfDirectory(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
    if (
      view.getUint32(at, true) === END_OF_DIRECTORY &&
      at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength
    )
      return at;
  }
  throw damaged("The archive has no directory at its end: it is cut off, or something was appended to it.");
}

function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new RibinError("X3P_ZIP_UNSAFE_PATH", "An entry name is not valid UTF-8.");
  }
}

function locateData(view: DataView, localAt: number, storedBytes: number, directoryAt: number, name: string): number {
  if (localAt + LOCAL_HEADER_BYTES > directoryAt || view.getUint32(localAt, true) !== LOCAL_HEADER)
    throw damaged(`The archive has no data where its directory says ${quoteName(name)} begins.`);
  const start = localAt + LOCAL_HEADER_BYTES + view.getUint16(localAt + 26, true) + view.getUint16(localAt + 28, true);
  if (start + storedBytes > directoryAt) throw damaged(`The data of ${quoteName(name)} run past their end.`);
  return start;
}

function checkBomb(entries: readonly ZipEntry[], limits: X3pLimits): void {
  const total = entries.reduce((sum, entry) => sum + entry.inflatedBytes, 0);
  if (total > limits.maxInflatedBytes)
    throw new RibinError(
      "X3P_ZIP_BOMB",
      `The archive inflates to ${total} bytes; ${limits.maxInflatedBytes} are allowed.`,
    );
  for (const entry of entries) {
    if (entry.inflatedBytes > limits.ratioFreeBytes && entry.inflatedBytes > entry.storedBytes * limits.maxRatio)
      throw new RibinError(
        "X3P_ZIP_BOMB",
        `${quoteName(entry.name)} inflates from ${entry.storedBytes} to ${entry.inflatedBytes} bytes, more than ${limits.maxRatio}-fold.`,
      );
  }
}

function checkOverlap(extents: readonly { start: number; end: number; name: string }[]): void {
  const sorted = [...extents].sort((a, b) => a.start - b.start);
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i].start < sorted[i - 1].end)
      throw new RibinError(
        "X3P_ZIP_BOMB",
        `The entries ${quoteName(sorted[i - 1].name)} and ${quoteName(sorted[i].name)} share bytes.`,
      );
  }
}

/**
 * Reads the names, sizes and places of all entries, without inflating anything. Folders are left out.
 * @throws RibinError X3P_NOT_ZIP, X3P_ZIP_TRUNCATED, X3P_ZIP_TOO_MANY_ENTRIES, X3P_ZIP_UNSAFE_PATH, X3P_ZIP_BOMB,
 *   X3P_UNSUPPORTED (zip64, encryption, several disks, other compression)
 */
export function readZipDirectory(bytes: Uint8Array, limits: X3pLimits): Map<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = bytes.byteLength >= 4 ? view.getUint32(0, true) : 0;
  if (magic !== LOCAL_HEADER && magic !== END_OF_DIRECTORY)
    throw new RibinError("X3P_NOT_ZIP", "The file does not begin as a zip archive does.");
  const endAt = findEndOfDirectory(view);
  const count = view.getUint16(endAt + 10, true);
  const directoryBytes = view.getUint32(endAt + 12, true);
  const directoryAt = view.getUint32(endAt + 16, true);
  if (count === 0xffff || directoryBytes === 0xffffffff || directoryAt === 0xffffffff)
    throw unsupported("The archive is a zip64; an X3P of at most 10,000 points a side needs none.");
  if (view.getUint16(endAt + 4, true) !== 0 || view.getUint16(endAt + 8, true) !== count)
    throw unsupported("The archive is split over several disks.");
  if (count > limits.maxEntries)
    throw new RibinError(
      "X3P_ZIP_TOO_MANY_ENTRIES",
      `The archive has ${count} entries; ${limits.maxEntries} are allowed.`,
    );
  if (directoryAt + directoryBytes !== endAt) throw damaged("The archive's directory is not where its end says.");

  const entries = new Map<string, ZipEntry>();
  const extents: { start: number; end: number; name: string }[] = [];
  const names = new Set<string>();
  let at = directoryAt;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_HEADER_BYTES > endAt || view.getUint32(at, true) !== CENTRAL_HEADER)
      throw damaged("The archive's directory is damaged.");
    const nameBytes = view.getUint16(at + 28, true);
    const next = at + CENTRAL_HEADER_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > endAt) throw damaged("The archive's directory is damaged.");
    const name = decodeName(bytes.subarray(at + CENTRAL_HEADER_BYTES, at + CENTRAL_HEADER_BYTES + nameBytes));
    checkEntryName(name);
    if (names.has(name.toLowerCase()))
      throw new RibinError("X3P_ZIP_UNSAFE_PATH", `The archive has two entries named ${quoteName(name)}.`);
    names.add(name.toLowerCase());
    const entry = readCentralHeader(view, at, name, directoryAt);
    extents.push({ start: view.getUint32(at + 42, true), end: entry.dataStart + entry.storedBytes, name });
    if (!name.endsWith("/")) entries.set(name, entry);
    at = next;
  }
  if (at !== endAt) throw damaged("The archive's directory has bytes that belong to no entry.");
  checkOverlap(extents);
  checkBomb([...entries.values()], limits);
  return entries;
}

const UNIX = 3;
const UNIX_TYPE_MASK = 0o170000;
const UNIX_SYMLINK = 0o120000;

function readCentralHeader(view: DataView, at: number, name: string, directoryAt: number): ZipEntry {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const storedBytes = view.getUint32(at + 20, true);
  const inflatedBytes = view.getUint32(at + 24, true);
  const localAt = view.getUint32(at + 42, true);
  if ((flags & 0x2041) !== 0)
    throw unsupported(`The entry ${quoteName(name)} is encrypted; send it without a password.`);
  if (storedBytes === 0xffffffff || inflatedBytes === 0xffffffff || localAt === 0xffffffff)
    throw unsupported(`The entry ${quoteName(name)} is a zip64 entry.`);
  if (method !== 0 && method !== 8)
    throw unsupported(
      `The entry ${quoteName(name)} is compressed by method ${method}; only stored and deflated are read.`,
    );
  if (method === 0 && storedBytes !== inflatedBytes)
    throw damaged(`The sizes of ${quoteName(name)} contradict each other.`);
  if (view.getUint8(at + 5) === UNIX && (view.getUint16(at + 40, true) & UNIX_TYPE_MASK) === UNIX_SYMLINK)
    throw new RibinError("X3P_ZIP_UNSAFE_PATH", `The entry ${quoteName(name)} is a symbolic link.`);
  return {
    name,
    method: method === 0 ? "stored" : "deflated",
    crc32: view.getUint32(at + 16, true),
    storedBytes,
    inflatedBytes,
    dataStart: locateData(view, localAt, storedBytes, directoryAt, name),
  };
}
