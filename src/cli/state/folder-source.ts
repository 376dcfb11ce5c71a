import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { RibinError } from "../../domain/errors.ts";
import type { ArchiveSource } from "../../usecases/exchange/archive-sink.ts";

/** Reads an archive of `folder`. Links and devices are refused: an archive has folders and plain files. */
export function openFolderSource(folder: string): ArchiveSource {
  const locate = (path: string) => join(folder, ...path.split("/"));
  async function* walk(below: string): AsyncGenerator<string> {
    const entries = await readdir(locate(below), { withFileTypes: true }).catch((cause) => {
      throw new RibinError("FILE_NOT_FOUND", `There is no folder ${locate(below)} that can be read.`, { cause });
    });
    for (const entry of entries) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) yield* walk(path);
      else if (entry.isFile()) yield path;
      else throw new RibinError("ARCHIVE_INVALID", `${path} is neither a file nor a folder.`);
    }
  }
  return {
    open: (path) => createReadStream(locate(path)),
    async readText(path, limit) {
      if ((await stat(locate(path))).size > limit)
        throw new RibinError("ARCHIVE_INVALID", `${path} is larger than ${limit} bytes.`);
      return readFile(locate(path), "utf8");
    },
    async list() {
      const paths: string[] = [];
      for await (const path of walk("")) paths.push(path);
      return paths;
    },
  };
}
