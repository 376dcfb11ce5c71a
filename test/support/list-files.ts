import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Every file below a folder, with its bytes. */
export async function readFilesBelow(folder: string): Promise<{ readonly path: string; readonly bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return { path, bytes: await readFile(path) };
      }),
  );
}

/** The files in which one of the words stands, as it is. */
export async function findInFiles(folder: string, words: readonly (string | Buffer)[]): Promise<string[]> {
  const files = await readFilesBelow(folder);
  return files.filter(({ bytes }) => words.some((word) => bytes.includes(word))).map(({ path }) => path);
}
