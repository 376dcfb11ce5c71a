import { RibinError } from "../../domain/errors.ts";

function hasControlCharacter(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

/** Makes a name safe to print: quoted, control characters escaped, at most 80 characters. */
export function quoteName(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}...` : name);
}

/**
 * Refuses names that could reach outside the archive, or mean different things to two readers.
 * @throws RibinError X3P_ZIP_UNSAFE_PATH
 */
export function checkEntryName(name: string): void {
  const refuse = (why: string): never => {
    throw new RibinError("X3P_ZIP_UNSAFE_PATH", `The entry name ${quoteName(name)} ${why}.`);
  };
  if (name === "") refuse("is empty");
  if (hasControlCharacter(name)) refuse("has a control character");
  if (name.includes("\\")) refuse("has a backslash");
  if (name.startsWith("/")) refuse("is absolute");
  if (/^[A-Za-z]:/.test(name)) refuse("has a drive letter");
  if (name.split("/").some((part) => part === ".." || part === ".")) refuse("climbs out of its folder");
}
