/** age identities of the service's own: of the settings, or in a file of the data folder that only its account may read. */
import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { generateX25519Identity } from "age-encryption";
import { RibinError } from "../../domain/errors.ts";

const IDENTITY = /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/;

/** Separated by commas, blanks or lines; lines that begin with # are passed over. Errors: CONFIGURATION_INVALID naming `source`. */
export function parseIdentities(text: string, source: string): readonly string[] {
  const identities = text
    .split("\n")
    .filter((line) => !line.trim().startsWith("#"))
    .join(" ")
    .split(/[\s,]+/)
    .filter((part) => part !== "");
  if (identities.length > 0 && identities.every((identity) => IDENTITY.test(identity))) return identities;
  throw new RibinError(
    "CONFIGURATION_INVALID",
    `${source} must hold age identities (AGE-SECRET-KEY-1…), the newest first.`,
  );
}

/** The file's text; null where there is none. Errors: CONFIGURATION_INVALID where others may read it. */
export async function readOwnFile(file: string): Promise<string | null> {
  const found = await stat(file).catch(() => null);
  if (found === null) return null;
  if ((found.mode & 0o077) !== 0)
    throw new RibinError("CONFIGURATION_INVALID", `Others may read the key file ${file}: make it mode 0600.`);
  return readFile(file, "utf8");
}

/** Writes a new identity there. Of two processes that make it at once, both take the one that was there first. */
export async function makeIdentityFile(file: string): Promise<string> {
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(draft, `${await generateX25519Identity()}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, "utf8");
}
