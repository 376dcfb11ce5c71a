/** Forensic metadata beside a scan: a file of ours in the archive, named by the hook that the standard has for it. The scan itself is not touched. */
import { RibinError } from "../../domain/errors.ts";
import { md5Hex } from "./checksum.ts";
import { inflateEntry } from "./inflate-entry.ts";
import { DEFAULT_X3P_LIMITS, FORENSIC_METADATA_FILE } from "./limits.ts";
import { decodeXml, parseXml } from "./parse-xml.ts";
import { readX3p } from "./read-x3p.ts";
import { writeZip, type ZipContent } from "./write-zip.ts";
import { findChecksumFile } from "./x3p-header.ts";
import { readZipDirectory } from "./zip-directory.ts";

/** ISO 5436-2 lets a file name its maker's extension; the extension's files lie in the archive. */
const VENDOR_ID = "urn:ribin:x3p:1";
const MAX_METADATA_BYTES = 64 * 1024;
const CLOSING_ROOT = /<\/(?:[\w.-]+:)?(?:ISO5436_2|ISO25178_72|ISO25178-72)\s*>\s*$/;

/**
 * The same archive with `metadata` (JSON) in it: every other entry keeps its bytes, main.xml gains one element, and its MD5 is stated anew.
 * A maker's extension that main.xml names already stays. A file with metadata of ours gets these in their place.
 * @throws RibinError as `readX3p` does; X3P_UNSUPPORTED where main.xml is not in UTF-8
 */
export function addForensicMetadata(bytes: Uint8Array, metadata: string): Uint8Array {
  // Refuses what is no sound X3P before anything is written.
  readX3p(bytes);
  const entries = [...readZipDirectory(bytes, DEFAULT_X3P_LIMITS).values()];
  const names = entries.map(({ name }) => name);
  const mainName = names.includes("main.xml") ? "main.xml" : names.find((name) => /^[^/]+\/main\.xml$/.test(name));
  if (mainName === undefined) throw new RibinError("X3P_ENTRY_MISSING", "The archive has no main.xml.");
  const folder = mainName.slice(0, -"main.xml".length);
  const contents: ZipContent[] = entries
    .filter(({ name }) => name !== `${folder}${FORENSIC_METADATA_FILE}`)
    .map((entry) => ({ name: entry.name, bytes: inflateEntry(bytes, entry) }));
  const main = contents.find(({ name }) => name === mainName);
  if (main === undefined) throw new RibinError("X3P_ENTRY_MISSING", "The archive has no main.xml.");
  const marked = nameVendor(main.bytes);
  // As the reader takes it: by what a comment says the wrong entry would be written.
  const sumName = folder + findChecksumFile(parseXml(decodeXml(main.bytes)).root).replace(/^\.\//, "");
  const replaced = contents.map(({ name, bytes: content }) => {
    if (name === mainName) return { name, bytes: marked };
    if (name === sumName) return { name, bytes: new TextEncoder().encode(`${md5Hex(marked)} *main.xml\n`) };
    return { name, bytes: content };
  });
  return writeZip([
    ...replaced,
    { name: `${folder}${FORENSIC_METADATA_FILE}`, bytes: new TextEncoder().encode(metadata) },
  ]);
}

function nameVendor(main: Uint8Array): Uint8Array {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(main);
  } catch (cause) {
    throw new RibinError("X3P_UNSUPPORTED", "main.xml is not in UTF-8; the original file is there unchanged.", {
      cause,
    });
  }
  if (/<(?:[\w.-]+:)?VendorSpecificID[\s>]/.test(text)) return main;
  if (!CLOSING_ROOT.test(text)) return main;
  return new TextEncoder().encode(
    text.replace(CLOSING_ROOT, (closing) => `  <VendorSpecificID>${VENDOR_ID}</VendorSpecificID>\n${closing}`),
  );
}

/** The text of the metadata of ours in a file; null where it has none. */
export function readForensicMetadata(bytes: Uint8Array): string | null {
  const found = [...readZipDirectory(bytes, DEFAULT_X3P_LIMITS).values()].find(
    ({ name }) => name === FORENSIC_METADATA_FILE || name.endsWith(`/${FORENSIC_METADATA_FILE}`),
  );
  if (found === undefined) return null;
  if (found.inflatedBytes > MAX_METADATA_BYTES)
    throw new RibinError("X3P_ZIP_BOMB", `${FORENSIC_METADATA_FILE} is larger than ${MAX_METADATA_BYTES} bytes.`);
  return new TextDecoder().decode(inflateEntry(bytes, found));
}
