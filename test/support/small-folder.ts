/** A folder on a disk of its own that is quickly full: a small tmpfs, where this account may mount one. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallFolder {
  readonly path: string;
  /** Removes a file of it. */
  clear(name: string): void;
  remove(): void;
}

/** Null, said on stderr, where it may not be mounted. */
export function mountSmallFolder(megabytes: number): SmallFolder | null {
  const path = mkdtempSync(join(tmpdir(), "ribin-small-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", path], { stdio: "ignore" });
  } catch {
    rmSync(path, { recursive: true });
    process.stderr.write("A full disk is left out: this account may not mount a tmpfs.\n");
    return null;
  }
  return {
    path,
    clear: (name) => rmSync(join(path, name), { force: true }),
    remove() {
      execFileSync("umount", ["--lazy", path]);
      rmSync(path, { recursive: true });
    },
  };
}
