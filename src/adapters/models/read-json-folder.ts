import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RibinError } from "../../domain/errors.ts";

/** The JSON files of a folder, by name; none where the folder is not there. @throws RibinError MODEL_INVALID for one that is not JSON */
export function readJsonFolder(folder: string): readonly { readonly name: string; readonly json: unknown }[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().map((name) => {
    try {
      return { name, json: JSON.parse(readFileSync(join(folder, name), "utf8")) as unknown };
    } catch (error) {
      throw new RibinError("MODEL_INVALID", `${join(folder, name)} is not JSON.`, { cause: error });
    }
  });
}
