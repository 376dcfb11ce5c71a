/** Where an archive is written to and read from; the command line gives folders. */
import type { ArchiveFile } from "../../domain/exchange/archive-manifest.ts";

export interface ArchiveSink {
  /**
   * Writes a file whole or not at all. `known`: the SHA-256 that it must have; where an earlier run left such a file, it is kept and `open` is
   * not asked.
   */
  write(
    path: string,
    open: () => AsyncIterable<Uint8Array | string> | Promise<AsyncIterable<Uint8Array | string>>,
    known?: string | null,
  ): Promise<Pick<ArchiveFile, "sha256" | "sizeBytes">>;
}

export interface ArchiveSource {
  /** As UTF-8; an error where it is larger than `limit`. */
  readText(path: string, limit: number): Promise<string>;
  open(path: string): AsyncIterable<Uint8Array>;
  /** Every file that is there. What is no plain file is an error. */
  list(): Promise<readonly string[]>;
}
