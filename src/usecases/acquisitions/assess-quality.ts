import type { Quality } from "../../analysis/quality/quality.ts";
import type { Acquisition } from "../../repositories/acquisitions/acquisitions.ts";
import type { Deps } from "../deps.ts";
import { completeStep, type StepRun } from "../jobs/complete-step.ts";
import { readAcquiredFile } from "./read-acquired-file.ts";

/** Second arrow: says whether the acquisition can carry a comparison. An unsuitable one is kept, and not searched. */
export async function assessQuality(deps: Pick<Deps, "sql" | "clock" | "blobs" | "pool">, run: StepRun): Promise<void> {
  const file = await readAcquiredFile(deps, run.acquisition);
  const { quality } = await deps.pool.runTask("inspectEvidence", { ...file, asEvidence: false });
  await completeStep(deps, run, async () => ({
    change: {
      stage: "quality_assessed",
      note: describeUnsuitable(quality),
      quality: { verdict: quality.verdict, reasons: [...quality.reasons] },
    },
    action: "acquisition.quality_assessed",
    detail: { verdict: quality.verdict },
  }));
}

/** Why an unsuitable acquisition is not searched, for its note; null for one that is. */
export function describeUnsuitable(quality: Acquisition["quality"] | Quality): string | null {
  return quality?.verdict === "unsuitable" ? `Not searched: ${quality.reasons.join(" ")}` : null;
}
