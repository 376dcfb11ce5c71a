import { createHash } from "node:crypto";
import { RibinError } from "../../domain/errors.ts";
import { quoteName } from "./zip-entry-name.ts";

/** MD5 as ISO 25178-72 asks for it: against damage in transit, not against an attacker. */
export function md5Hex(bytes: Uint8Array): string {
  return createHash("md5").update(bytes).digest("hex");
}

/**
 * Compares one entry with its stated sum.
 * @throws RibinError X3P_CHECKSUM_MISMATCH naming the entry
 */
export function checkMd5(entryName: string, bytes: Uint8Array, stated: string): void {
  const actual = md5Hex(bytes);
  if (stated.trim().toLowerCase() !== actual)
    throw new RibinError(
      "X3P_CHECKSUM_MISMATCH",
      `The MD5 checksum of ${quoteName(entryName)} is ${actual}, but the file states ${JSON.stringify(stated.trim().slice(0, 40))}.`,
    );
}

/**
 * Finds the sum of main.xml in md5checksum.hex, which holds 32 hex digits alone or, as md5sum writes it, with the name
 * of the file behind them ("<sum> *main.xml"). Null where there is none.
 */
export function findMainChecksum(text: string): string | null {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const line = lines.find((candidate) => /main\.xml$/i.test(candidate)) ?? lines[0];
  return line?.split(/\s+/)[0] || null;
}
