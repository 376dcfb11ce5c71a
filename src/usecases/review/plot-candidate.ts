import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Deps } from "../deps.ts";
import { drawComparison } from "./draw-comparison.ts";
import { type ComparisonInput, findComparisonEvidence } from "./find-comparison-evidence.ts";

/**
 * Both marks of a comparison aligned, with what it found alike, as PNG; from its own stored marks, also where it no longer counts.
 * Errors: NOT_FOUND, FORBIDDEN, CONFLICT (nothing to draw), FILE_NOT_FOUND, EVIDENCE_ALTERED.
 */
export async function plotCandidate(
  deps: Pick<Deps, "sql" | "clock" | "blobs" | "pool">,
  context: RequestContext,
  input: ComparisonInput,
): Promise<Uint8Array> {
  const { comparison } = await findComparisonEvidence(deps, context, input);
  const png = await drawComparison(deps, comparison);
  if (png === null) throw new RibinError("CONFLICT", "This candidate has no comparison that can be drawn.");
  return png;
}
