import type { Comparison } from "../../analysis/compare/comparison.ts";
import type { RequestContext } from "../../domain/context.ts";
import { RibinError } from "../../domain/errors.ts";
import type { Region } from "../../domain/vocabulary.ts";
import { readMark } from "../acquisitions/read-mark.ts";
import { type AlignedMarks, type AlignedView, SHARED_VIEW } from "../analysis/align-marks.ts";
import type { Deps } from "../deps.ts";
import { type ComparisonInput, findComparisonEvidence } from "./find-comparison-evidence.ts";

export interface AlignedEvidence extends AlignedMarks {
  readonly comparisonId: string;
  readonly region: Region;
  /** B into A: metres and radians; `stretch` is applied to B's profile before it, null where there is none. */
  readonly pose: Comparison["pose"];
  readonly stretch: number | null;
}

/**
 * Both marks of a comparison in one frame, as numbers for a viewer, from the marks that were stored with it.
 * Errors: NOT_FOUND, FORBIDDEN, CONFLICT (not comparable, or its marks are not known), FILE_NOT_FOUND, EVIDENCE_ALTERED.
 */
export async function readAlignedMarks(
  deps: Pick<Deps, "sql" | "clock" | "blobs" | "pool">,
  context: RequestContext,
  input: ComparisonInput & { readonly view?: AlignedView },
): Promise<AlignedEvidence> {
  const { candidate, comparison } = await findComparisonEvidence(deps, context, input);
  const { marks, comparable } = comparison;
  if (!comparable || marks === null) throw new RibinError("CONFLICT", "This comparison aligned nothing.");
  const outcome = comparison.outcome as Comparison;
  const aligned = await deps.pool.runTask("alignMarks", {
    a: await readMark(deps, marks.a),
    b: await readMark(deps, marks.b),
    comparison: outcome,
    view: input.view ?? SHARED_VIEW,
  });
  return {
    ...aligned,
    comparisonId: comparison.id,
    region: candidate.region,
    pose: outcome.pose,
    stretch: outcome.stretch ?? null,
  };
}
