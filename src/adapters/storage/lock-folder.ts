/** One process at a time may hold the embedded database's folder: two would destroy it. */
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { uptime } from "node:os";
import { join } from "node:path";
import { RibinError } from "../../domain/errors.ts";

const NAME = "ribin.lock";
/** Of this process; its own number in a lock file may also be left from an earlier container, where all are process 1. */
const held = new Set<string>();

/**
 * Takes the folder for this process (and makes it), or throws RibinError CONFIGURATION_INVALID naming the process that has it. A lock
 * whose process is gone is taken over. Returns what gives the folder back.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new RibinError("CONFIGURATION_INVALID", `RIBIN_DATA_DIR: ${folder} cannot be a folder (${error.code}).`, {
      cause: error,
    });
  });
  const path = join(folder, NAME);
  if (held.has(path)) throw inUse(folder, process.pid);
  for (let attempt = 0; ; attempt++) {
    try {
      await writeFile(path, `${process.pid}\n`, { flag: "wx" });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || attempt > 0) throw error;
      const holder = await readHolder(path);
      if (holder !== null) throw inUse(folder, holder);
      await rm(path, { force: true });
    }
  }
  held.add(path);
  return async () => {
    if (held.delete(path)) await rm(path, { force: true });
  };
}

/** The process that holds the lock; null when it is gone. */
async function readHolder(path: string): Promise<number | null> {
  const holder = Number.parseInt(await readFile(path, "utf8").catch(() => ""), 10);
  if (!Number.isSafeInteger(holder) || holder === process.pid) return null;
  const found = await stat(path).catch(() => null);
  // Numbers of processes are given anew after a restart of the machine.
  const bootedAt = Date.now() - uptime() * 1_000;
  if (!found || found.mtimeMs < bootedAt) return null;
  return isAlive(holder) ? holder : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function inUse(folder: string, pid: number): RibinError {
  return new RibinError(
    "CONFIGURATION_INVALID",
    `RIBIN_DATA_DIR: the data folder ${folder} is in use by process ${pid}: stop that, name another folder, or set DATABASE_URL.`,
  );
}
