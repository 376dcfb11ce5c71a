import { access, constants, stat } from "node:fs/promises";
import { RibinError } from "../domain/errors.ts";

/** Asked before long work whose result goes there. FILE_NOT_WRITABLE where the folder is missing or may not be written to. */
export async function assertFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) throw new RibinError("FILE_NOT_WRITABLE", `${path} is not a folder.`);
  await access(path, constants.W_OK).catch(() => {
    throw new RibinError("FILE_NOT_WRITABLE", `${path} may not be written to.`);
  });
}
