import type { RequestContext } from "../domain/context.ts";
import { RibinError } from "../domain/errors.ts";
import type { Deps } from "./deps.ts";
import { drawCandidate } from "./draw-candidate.ts";
import { findCandidateEvidence } from "./find-candidate-evidence.ts";

/** Both marks of a candidate aligned, with the evidence of their comparison, as PNG. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (nothing to draw). */
export async function plotCandidate(
  deps: Pick<Deps, "sql" | "clock" | "blobs" | "pool">,
  context: RequestContext,
  input: { id: string },
): Promise<Uint8Array> {
  const { candidate } = await findCandidateEvidence(deps, context, input.id);
  const png = await drawCandidate(deps, candidate);
  if (png === null) throw new RibinError("CONFLICT", "This candidate has no comparison that can be drawn.");
  return png;
}
