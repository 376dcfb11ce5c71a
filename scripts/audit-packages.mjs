// Asks the registry for known weaknesses of the packages that the service runs with: ends with 1 where one is high or critical. Where nobody
// answers (no line, or a mirror that only hands out packages) it says so and ends with 0: that is no finding, and no build can wait for it.
import { spawnSync } from "node:child_process";

const MOST_MS = 120_000;
const WORST = ["high", "critical"];

const { stdout, error } = spawnSync("npm", ["audit", "--omit=dev", "--json"], {
  encoding: "utf8",
  timeout: MOST_MS,
  maxBuffer: 64 * 1024 * 1024,
});
const answer = readAnswer(stdout);
if (answer.vulnerabilities === undefined) {
  const why = error?.message ?? answer.message ?? answer.error?.summary ?? "no answer";
  console.log(`audit: the packages were NOT audited: ${why}`);
} else {
  const found = Object.values(answer.vulnerabilities);
  for (const { name, severity, range, via } of found) {
    const titles = via.map((each) => (typeof each === "string" ? `by ${each}` : `${each.title} (${each.url})`));
    console.log(`audit: ${severity}: ${name} ${range || "*"}: ${titles.join("; ")}`);
  }
  console.log(`audit: ${found.length} packages with known weaknesses`);
  process.exitCode = found.some(({ severity }) => WORST.includes(severity)) ? 1 : 0;
}

function readAnswer(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
