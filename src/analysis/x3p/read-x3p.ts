import { RibinError } from "../../domain/errors.ts";
import { checkMd5, findMainChecksum } from "./checksum.ts";
import { inflateEntry } from "./inflate-entry.ts";
import { DEFAULT_X3P_LIMITS, FORENSIC_METADATA_FILE, type X3pLimits } from "./limits.ts";
import { decodeXml, parseXml } from "./parse-xml.ts";
import {
  checkMatrixBytes,
  clearInvalid,
  estimateMatrixMemory,
  readBinaryPoints,
  readTextPoints,
  type X3pPoints,
} from "./read-heights.ts";
import { readX3pHeader, type X3pHeader } from "./x3p-header.ts";
import { buildRecord, type X3pRecord } from "./x3p-record.ts";
import { readZipDirectory, type ZipEntry } from "./zip-directory.ts";
import { checkEntryName, quoteName } from "./zip-entry-name.ts";

interface Archive {
  readonly bytes: Uint8Array;
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** Folder that holds main.xml, "" or "name/"; links are relative to it. */
  readonly folder: string;
}

/**
 * Reads an X3P surface (ISO 25178-72; ISO 5436-2). Row 0 is the file's first row; x runs along the columns.
 * Order of checks: archive, main.xml, sizes, checksums, values; the first that fails names the fault.
 * A missing MD5 of the point data is a remark (writers leave it out); a missing md5checksum.hex refuses the file.
 * @param bytes the whole file
 * @throws RibinError with an X3P_* code, SIZE_ABSURD, SURFACE_EMPTY, or SCALE_INVALID (an increment of zero or none). A scale
 *   that is merely implausible is no fault of the format: `detectedUnit` is null, and the caller decides.
 */
export function readX3p(bytes: Uint8Array, options: { limits?: Partial<X3pLimits> } = {}): X3pRecord {
  const limits = { ...DEFAULT_X3P_LIMITS, ...options.limits };
  const archive = openArchive(bytes, limits);
  const mainName = `${archive.folder}main.xml`;
  const mainEntry = findEntry(archive, "main.xml");
  if (mainEntry.inflatedBytes > limits.maxXmlBytes)
    throw new RibinError(
      "X3P_ZIP_BOMB",
      `main.xml inflates to ${mainEntry.inflatedBytes} bytes; ${limits.maxXmlBytes} are allowed.`,
    );
  const mainBytes = inflateEntry(bytes, mainEntry);
  const xml = parseXml(decodeXml(mainBytes));
  const header = readX3pHeader(xml, limits.maxSide);
  const remarks = [...header.remarks];
  if (archive.folder !== "") remarks.push(`main.xml stands in the folder ${quoteName(archive.folder)} of the archive.`);
  const pointsEntry = header.link && findMatrixEntry(archive, header, header.link.points, limits);
  checkMainChecksum(archive, header, mainName, mainBytes);
  remarks.push(...remarkOnUnusedEntries(archive, header));

  let points: X3pPoints;
  if (header.link && pointsEntry) {
    const data = inflateEntry(bytes, pointsEntry);
    if (header.link.pointsMd5) checkMd5(pointsEntry.name, data, header.link.pointsMd5);
    else remarks.push("The file states no MD5 checksum of its point data.");
    points = readBinaryPoints(data, header);
    if (header.link.validity) maskInvalid(archive, header, header.link.validity, points.heights, remarks);
  } else points = readTextPoints(xml.data, header);
  return buildRecord(header, points, remarks);
}

function openArchive(bytes: Uint8Array, limits: X3pLimits): Archive {
  const entries = readZipDirectory(bytes, limits);
  if (entries.has("main.xml")) return { bytes, entries, folder: "" };
  const inFolder = [...entries.keys()].filter((name) => /^[^/]+\/main\.xml$/.test(name));
  if (inFolder.length !== 1) throw new RibinError("X3P_ENTRY_MISSING", "The archive has no main.xml.");
  return { bytes, entries, folder: inFolder[0].slice(0, -"main.xml".length) };
}

function resolveName(archive: Archive, link: string): string {
  const name = link.replace(/^\.\//, "");
  checkEntryName(name);
  return archive.folder + name;
}

function findEntry(archive: Archive, link: string): ZipEntry {
  const name = resolveName(archive, link);
  const entry = archive.entries.get(name);
  if (!entry) throw new RibinError("X3P_ENTRY_MISSING", `The archive lacks ${quoteName(name)}, which main.xml names.`);
  return entry;
}

/** Data of another size than announced that also inflate this far are no mistake of a writer. */
const SURPRISE_BYTES = 1024 * 1024;

/** The size that the directory states is compared before anything is inflated: a bomb is never unpacked. */
function findMatrixEntry(archive: Archive, header: X3pHeader, link: string, limits: X3pLimits): ZipEntry {
  const entry = findEntry(archive, link);
  try {
    checkMatrixBytes(header, entry.inflatedBytes);
  } catch (error) {
    if (entry.inflatedBytes > SURPRISE_BYTES && entry.inflatedBytes > entry.storedBytes * limits.maxRatio)
      throw new RibinError(
        "X3P_ZIP_BOMB",
        `${quoteName(entry.name)} inflates from ${entry.storedBytes} to ${entry.inflatedBytes} bytes, which main.xml does not announce.`,
      );
    throw error;
  }
  const memory = estimateMatrixMemory(header);
  if (memory > limits.maxMatrixMemory)
    throw new RibinError(
      "SIZE_ABSURD",
      `The matrix of ${header.width} x ${header.height} points takes ${memory} bytes to read; ${limits.maxMatrixMemory} are allowed.`,
    );
  return entry;
}

function checkMainChecksum(archive: Archive, header: X3pHeader, mainName: string, mainBytes: Uint8Array): void {
  const name = resolveName(archive, header.checksumFile);
  const entry = archive.entries.get(name);
  if (!entry)
    throw new RibinError("X3P_CHECKSUM_MISSING", `The archive lacks ${quoteName(name)}, the MD5 checksum of main.xml.`);
  if (entry.inflatedBytes > 4096)
    throw new RibinError("X3P_CHECKSUM_MISMATCH", `${quoteName(name)} is too long to be a checksum.`);
  const stated = findMainChecksum(new TextDecoder().decode(inflateEntry(archive.bytes, entry)));
  if (stated === null) throw new RibinError("X3P_CHECKSUM_MISSING", `${quoteName(name)} is empty.`);
  checkMd5(mainName, mainBytes, stated);
}

function maskInvalid(
  archive: Archive,
  header: X3pHeader,
  link: string,
  heights: Float64Array,
  remarks: string[],
): void {
  const entry = findEntry(archive, link);
  if (entry.inflatedBytes > Math.ceil((header.width * header.height) / 8))
    throw new RibinError(
      "X3P_MATRIX_SIZE",
      `The mask of valid points ${quoteName(entry.name)} is larger than the matrix.`,
    );
  const mask = inflateEntry(archive.bytes, entry);
  if (header.link?.validityMd5) checkMd5(entry.name, mask, header.link.validityMd5);
  else remarks.push("The file states no MD5 checksum of its mask of valid points.");
  clearInvalid(heights, mask, header);
}

function remarkOnUnusedEntries(archive: Archive, header: X3pHeader): string[] {
  const used = new Set(
    ["main.xml", header.checksumFile, header.link?.points, header.link?.validity].map((link) =>
      link ? resolveName(archive, link) : "",
    ),
  );
  // What this system wrote beside a scan that it exported is no surprise.
  used.add(archive.folder + FORENSIC_METADATA_FILE);
  const unused = [...archive.entries.keys()].filter((name) => !used.has(name));
  if (unused.length === 0) return [];
  const named = unused.slice(0, 3).map(quoteName).join(", ");
  return [`Not used: ${named}${unused.length > 3 ? ` and ${unused.length - 3} more` : ""}.`];
}
