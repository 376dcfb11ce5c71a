import type { Label } from "../../analysis/evaluate/parse-labels.ts";
import { RibinError } from "../../domain/errors.ts";

/**
 * A likelihood ratio may not be held against marks that it was fitted on: the two studies share no firearm and no exhibit, and
 * show one and the same region. USAGE otherwise.
 */
export function assertDisjoint(fitted: readonly Label[], reported: readonly Label[]): void {
  for (const [what, of] of [
    ["firearm", (label: Label) => label.firearm],
    ["exhibit", (label: Label) => label.exhibit],
  ] as const) {
    const names = new Set(fitted.map((label) => of(label).toLowerCase()));
    const shared = reported.map(of).find((name) => name !== "" && names.has(name.toLowerCase()));
    if (shared === undefined) continue;
    throw new RibinError("USAGE", `Both studies have the ${what} "${shared}": --fit needs one with other firearms.`);
  }
  const regions = [...new Set([...fitted, ...reported].map((label) => label.region))];
  if (regions.length === 1) return;
  throw new RibinError("USAGE", `--fit needs two studies of one region; these have ${regions.sort().join(", ")}.`);
}
