/**
 * Everything that an installation without internet needs, in one archive: the built program, its packages, its documentation, the list of what
 * is in it (SBOM, licences) and the SHA-256 of every file.
 *   npm run offline [FOLDER]     writes FOLDER/ribin-core-VERSION-linux-x64.tar.gz (default: .tmp/offline)
 * Make it on a machine of the same system and processor as the one that will run it: some packages have parts that were compiled for it.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { makeSbom } from "./make-sbom.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const CARRIED = [
  "bin",
  "dist",
  "docs",
  "migrations",
  "models",
  "ops",
  "LICENSE",
  "README.md",
  "CHANGELOG.md",
  "package.json",
  "package-lock.json",
  ".npmrc",
];

const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const folder = resolve(process.argv[2] ?? join(root, ".tmp/offline"));
const bundle = `${name}-${version}-${process.platform}-${process.arch}`;
const stage = join(folder, bundle);
const run = (command, args, cwd = stage) =>
  execFileSync(command, args, { cwd, encoding: "utf8", maxBuffer: 2 ** 28, stdio: ["ignore", "pipe", "inherit"] });

if (!existsSync(join(root, "dist/web"))) throw new Error("Build first: npm run build");
rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
for (const path of CARRIED) {
  if (existsSync(join(root, path))) cpSync(join(root, path), join(stage, path), { recursive: true, dereference: true });
}
run("npm", ["ci", "--omit=dev", "--prefer-offline", "--no-audit", "--no-fund"]);
writeFileSync(join(stage, "sbom.cdx.json"), makeSbom(stage));
writeFileSync(join(stage, "LICENCES.txt"), listLicences(join(stage, "node_modules")).join("\n").concat("\n"));
const sums = listFiles(stage).map(
  (path) => `${createHash("sha256").update(readFileSync(path)).digest("hex")}  ${relative(stage, path)}`,
);
writeFileSync(join(stage, "SHA256SUMS"), sums.join("\n").concat("\n"));
// The same files give the same archive.
run(
  "tar",
  [
    "--sort=name",
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    "--mtime=2020-01-01",
    "-czf",
    `${bundle}.tar.gz`,
    bundle,
  ],
  folder,
);
const archive = join(folder, `${bundle}.tar.gz`);
console.log(
  `${archive}\n${statSync(archive).size} bytes, ${sums.length} files\nSHA-256 ${createHash("sha256").update(readFileSync(archive)).digest("hex")}`,
);

function listFiles(below) {
  return readdirSync(below, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function listLicences(modules) {
  return listFiles(modules)
    .filter((path) => /node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(path))
    .map((path) => JSON.parse(readFileSync(path, "utf8")))
    .filter((found) => found.name && found.version)
    .map(
      (found) =>
        `${found.name}@${found.version}: ${found.license ?? found.licenses?.map((one) => one.type).join(" OR ") ?? "not stated"}`,
    )
    .sort();
}
