/** Where the package lies, from src/ and from dist/ alike: migrations and models are shipped beside the code. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of ribin-core's package.json, found by climbing from this file. */
export function findPackageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (true) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "ribin-core") return folder;
    const parent = dirname(folder);
    if (parent === folder) throw new Error("ribin-core's package.json is not above its own code.");
    folder = parent;
  }
}
