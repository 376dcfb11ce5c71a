import { ZodError } from "zod";
import { RibinError } from "../../domain/errors.ts";
import { listNamedBlobs, namesBlobs, readRecordTable } from "../../domain/exchange/archive-blob-keys.ts";
import type { ArchiveManifest } from "../../domain/exchange/archive-manifest.ts";
import type { ArchiveSource } from "./archive-sink.ts";
import { splitRecordLines } from "./split-record-lines.ts";

const BATCH = 200;
const FILES = "files/";

/**
 * Every file that a record names is among the archive's own, with the hash that the record states: what is believed of a record is no way to
 * another state's file.
 * @throws RibinError ARCHIVE_BROKEN naming the line
 */
export async function verifyNamedFiles(source: ArchiveSource, manifest: ArchiveManifest): Promise<void> {
  const hashes = new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]));
  for (const { path } of manifest.files) {
    const table = readRecordTable(path);
    if (table === null || !namesBlobs(table)) continue;
    let number = 0;
    for await (const lines of splitRecordLines(source.open(path), path, BATCH)) {
      for (const line of lines) {
        number += 1;
        verifyLine(table, line, hashes, `${path}, line ${number}`);
      }
    }
  }
}

function verifyLine(table: string, line: string, hashes: ReadonlyMap<string, string>, place: string): void {
  try {
    for (const { member, key, sha256 } of listNamedBlobs(table, JSON.parse(line))) {
      const found = hashes.get(FILES + key);
      if (found === undefined)
        throw new RibinError("ARCHIVE_BROKEN", `${place}: ${member} names no file of the archive.`);
      if (sha256 !== null && sha256 !== found)
        throw new RibinError("ARCHIVE_BROKEN", `${place}: the file that ${member} names has another hash.`);
    }
  } catch (cause) {
    if (cause instanceof ZodError || cause instanceof SyntaxError)
      throw new RibinError("ARCHIVE_BROKEN", `${place} is no record of ${table}.`, { cause });
    throw cause;
  }
}
