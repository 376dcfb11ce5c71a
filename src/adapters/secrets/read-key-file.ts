import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { RibinError } from "../../domain/errors.ts";
import { parseSecretKeys } from "./parse-secret-keys.ts";

/**
 * The keys in `path`; where there is no such file, one is made that only this account of the machine may read, and `onMade` is
 * told: whoever runs the service has something new to keep.
 */
export async function readKeyFile(path: string, onMade: () => void = () => {}): Promise<readonly Uint8Array[]> {
  let text = await readIfThere(path);
  if (text === null) {
    text = await makeKeyFile(path);
    onMade();
  }
  const keys = parseSecretKeys(text);
  if (keys !== null) return keys;
  throw new RibinError("CONFIGURATION_INVALID", `${path} does not hold a key; restore it from the backup.`);
}

/** Written whole beside it and then linked, which fails where another process was first: then that one's key counts. */
async function makeKeyFile(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await unlink(draft);
  }
  return readFile(path, "utf8");
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
