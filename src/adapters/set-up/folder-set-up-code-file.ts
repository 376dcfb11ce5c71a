import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SetUpCodeFile } from "../../ports/set-up-code-file.ts";

/** `set-up-code` in that folder, readable for the service's own account of the machine alone. */
export function openSetUpCodeFile(folder: string): SetUpCodeFile {
  const path = join(folder, "set-up-code");
  return {
    path,
    async read() {
      try {
        return (await readFile(path, "utf8")).trim();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw error;
      }
    },
    async write(code) {
      await mkdir(folder, { recursive: true });
      // Renamed into place: a file that was there with wider rights does not lend them to the new one.
      const draft = `${path}.${randomBytes(6).toString("hex")}`;
      await writeFile(draft, `${code}\n`, { mode: 0o600, flag: "wx" });
      await rename(draft, path);
    },
    remove: () => rm(path, { force: true }),
  };
}
