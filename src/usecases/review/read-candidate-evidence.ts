import type { RequestContext } from "../../domain/context.ts";
import type { Region } from "../../domain/vocabulary.ts";
import {
  type ComparedMark,
  type ComparisonRow,
  findStandingComparison,
  listComparisons,
} from "../../repositories/correlation/comparisons.ts";
import { type SideView, viewSide } from "../access/view-side.ts";
import type { Deps } from "../deps.ts";
import { findCandidateEvidence } from "./find-candidate-evidence.ts";

export interface CandidateEvidence {
  readonly id: string;
  readonly linkageId: string | null;
  readonly region: Region;
  readonly acquisitionA: string;
  readonly acquisitionB: string;
  readonly sides: readonly [SideView, SideView];
  /** Of every outcome. */
  readonly units: { readonly length: "metre" | "point"; readonly angle: "radian" };
  /** Cells or segments with their poses and correlations, of every method version and pair of marks, newest first. */
  readonly comparisons: readonly ComparisonView[];
}

/** A comparison without the keys under which its marks lie in the store. */
export interface ComparisonView
  extends Pick<ComparisonRow, "id" | "method" | "methodVersion" | "comparable" | "remarks" | "createdAt"> {
  readonly outcome: Readonly<Record<string, unknown>>;
  /** It counts: of no outline that was corrected since, by the newest method. */
  readonly standing: boolean;
  readonly marks: { readonly a: MarkView; readonly b: MarkView } | null;
}
export type MarkView = Omit<ComparedMark, "key">;

/** What the comparison of a candidate stands on. Errors: NOT_FOUND, FORBIDDEN. */
export async function readCandidateEvidence(
  deps: Pick<Deps, "sql" | "clock">,
  context: RequestContext,
  input: { id: string },
): Promise<CandidateEvidence> {
  const { candidate, access } = await findCandidateEvidence(deps, context, input.id);
  const standing = await findStandingComparison(deps.sql, candidate.id);
  const comparisons = await listComparisons(deps.sql, candidate.id);
  return {
    id: candidate.id,
    linkageId: candidate.linkageId,
    region: candidate.region,
    acquisitionA: candidate.acquisitionA,
    acquisitionB: candidate.acquisitionB,
    sides: [viewSide(context.actor, access.sides[0]), viewSide(context.actor, access.sides[1])],
    units: { length: candidate.scaleKnown ? "metre" : "point", angle: "radian" },
    comparisons: comparisons.map((row) => viewComparison(row, row.id === standing?.id)),
  };
}

function viewComparison(row: ComparisonRow, standing: boolean): ComparisonView {
  const { id, method, methodVersion, comparable, outcome, remarks, createdAt, marks } = row;
  const shown = marks && { a: viewMark(marks.a), b: viewMark(marks.b) };
  return {
    id,
    method,
    methodVersion,
    comparable,
    remarks,
    createdAt,
    outcome: { ...Object(outcome) },
    standing,
    marks: shown,
  };
}

function viewMark({ key: _key, ...mark }: ComparedMark): MarkView {
  return mark;
}
