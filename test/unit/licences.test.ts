import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { z } from "zod";
import { findPackageRoot } from "../../src/adapters/package-root.ts";

/** What may be given on with the program, which is under Apache-2.0, in source and as built. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "OFL-1.1",
  "Python-2.0",
  "Unlicense",
  "Zlib",
]);
/** Whose package.json names none: read off the licence that they carry, or off their source's repository. */
const STATED_ELSEWHERE: Readonly<Record<string, string>> = {
  "node_modules/combine-errors": "MIT",
  "node_modules/png-js": "MIT",
};
/** Linked as libraries that whoever runs it may replace. */
const REPLACEABLE = /^node_modules\/@img\/sharp-(libvips|linux|linuxmusl|darwin|win32|wasm32|freebsd)/;

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

test("every package that is installed with the program is under a licence that allows to give it on", () => {
  const { packages } = lockSchema.parse(
    JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8")),
  );
  const shipped = Object.entries(packages).filter(([path, found]) => path !== "" && found.dev !== true);
  expect(shipped.length).toBeGreaterThan(100);
  const words = (licence: string) => licence.replaceAll(/[()]/g, "").split(/ OR /);
  const refused = shipped
    .filter(
      ([path, { license = STATED_ELSEWHERE[path] ?? "" }]) =>
        !REPLACEABLE.test(path) &&
        !words(license).some((choice) => choice.split(" AND ").every((one) => ALLOWED.has(one))),
    )
    .map(([path, { license }]) => `${path}: ${license}`);
  expect(refused).toEqual([]);
});

test("the list of parts names every package that is installed with the program, in its version, and none of development's", () => {
  const cwd = findPackageRoot();
  const made = execFileSync("npm", ["run", "-s", "sbom"], { cwd, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const { bomFormat, components } = JSON.parse(made);
  const listed = new Set(components.map((part: { purl: string }) => decodeURIComponent(part.purl)));
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(`${cwd}/package-lock.json`, "utf8")));
  const purls = Object.entries(packages)
    .filter(([path, { dev, link }]) => path !== "" && dev !== true && link !== true)
    .map(([path, { version }]) => `pkg:npm/${path.slice(path.lastIndexOf("node_modules/") + 13)}@${version}`);
  expect([bomFormat, purls.filter((purl) => !listed.has(purl))]).toEqual(["CycloneDX", []]);
  expect([...listed].filter((purl) => /\/(jest|typescript|vite)@/.test(String(purl)))).toEqual([]);
});
