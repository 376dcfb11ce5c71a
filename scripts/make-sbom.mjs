/**
 * The list of parts (CycloneDX) of what is installed with the program: `npm run sbom`. npm's own `--omit=dev` leaves out what development
 * needs as well (zod and some sixty others, npm 11.19), so everything is asked for, and what is development's alone is taken out here.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const DEVELOPMENT = "cdx:npm:package:development";

/** @param {string} root the folder of package-lock.json */
export function makeSbom(root) {
  const args = ["sbom", "--sbom-format=cyclonedx", "--package-lock-only"];
  const whole = JSON.parse(execFileSync("npm", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28 }));
  const isShipped = ({ properties = [] }) =>
    !properties.some(({ name, value }) => name === DEVELOPMENT && value === "true");
  const components = whole.components.filter(isShipped);
  const kept = new Set([whole.metadata.component["bom-ref"], ...components.map((part) => part["bom-ref"])]);
  const dependencies = whole.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }));
  return `${JSON.stringify({ ...whole, components, dependencies }, null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(makeSbom(process.cwd()));
