/** Both marks of a candidate: few points first, so that something is seen at once on a slow line, then all that a screen shows. */
import { useMemo } from "react";
import { api, ask, type Schema } from "../../api/client.ts";
import { useAsked } from "../../app/queries.ts";
import { decodeFloats, decodeWholeNumbers, type MarkSurface } from "../../viewers/mark-surface.ts";
import { type CongruentCell, readCells } from "../../viewers/microscope-cells.ts";
import type { Pose } from "../../viewers/microscope-geometry.ts";

const FIRST_SIDE = 160;
const FULL_SIDE = 1_024;
/** The numbers of a comparison never change; what counts may, and has another id then. */
const KEPT_MS = 10 * 60_000;

export interface MarkProfile {
  readonly increment: number;
  readonly start: number;
  readonly values: Float32Array;
}

export interface MarkPair {
  readonly comparisonId: string;
  readonly a: MarkSurface;
  readonly b: MarkSurface;
  readonly pose: Pose;
  /** Lengths are in metres; else in points of the mark. */
  readonly scaleKnown: boolean;
  readonly profiles: { readonly a: MarkProfile; readonly b: MarkProfile } | null;
}

function askMarks(candidateId: string, side: number) {
  const query = { side, frame: "own", numbers: "int16" } as const;
  return ask(api.GET("/v1/candidates/{candidateId}/aligned-marks", { params: { path: { candidateId }, query } }));
}

export function useMarks(candidateId: string) {
  const kept = { staleTime: KEPT_MS, gcTime: KEPT_MS };
  const first = useAsked(["marks", candidateId, FIRST_SIDE], () => askMarks(candidateId, FIRST_SIDE), kept);
  const full = useAsked(["marks", candidateId, FULL_SIDE], () => askMarks(candidateId, FULL_SIDE), {
    ...kept,
    enabled: first.data !== undefined,
  });
  const best = full.data ?? first.data;
  const pair = useMemo(() => (best === undefined ? null : readPair(best)), [best]);
  return { pair, first, full, fine: full.data !== undefined };
}

function readPair(marks: Schema<"AlignedMarks">): MarkPair {
  const { comparisonId, width, height, increment, gridB, steps, kind, pose, units, profiles } = marks;
  const read = (text: string, step: number | undefined, points: number) => {
    const values = step === undefined ? decodeFloats(text) : decodeWholeNumbers(text, step);
    if (values.length !== points) throw new Error(`A mark of ${points} points came with ${values.length}.`);
    return values;
  };
  return {
    comparisonId,
    a: { width, height, increment, kind: kind.a, values: read(marks.a, steps?.a, width * height) },
    b: { ...gridB, kind: kind.b, values: read(marks.b, steps?.b, gridB.width * gridB.height) },
    pose,
    scaleKnown: units.length === "metre",
    profiles: profiles && { a: readProfile(profiles.a), b: readProfile(profiles.b) },
  };
}

const readProfile = ({
  increment,
  start,
  values,
}: {
  increment: number;
  start: number;
  values: string;
}): MarkProfile => ({
  increment,
  start,
  values: decodeFloats(values),
});

/** A stretch of A's profile and where it was found in B's. */
export interface Segment {
  readonly start: number;
  readonly length: number;
  readonly lag: number;
  readonly correlation: number;
  readonly congruent: boolean;
}

/** What a comparison by cells counts. */
interface CountedCells {
  readonly congruent: number;
  readonly usable: number;
}

export interface PairEvidence {
  readonly cells: readonly CongruentCell[];
  readonly counted: CountedCells | null;
  readonly segments: readonly Segment[];
}

export function useEvidence(candidateId: string) {
  const evidence = useAsked(["evidence", candidateId], () =>
    ask(api.GET("/v1/candidates/{candidateId}/evidence", { params: { path: { candidateId } } })),
  );
  const found = useMemo((): PairEvidence => {
    const standing = evidence.data?.comparisons.find((comparison) => comparison.standing && comparison.comparable);
    if (standing === undefined) return { cells: [], counted: null, segments: [] };
    const { cells, segments } = standing.outcome as {
      cells?: CountedCells | null;
      segments?: readonly Segment[] | null;
    };
    return { cells: readCells(standing.outcome), counted: cells ?? null, segments: segments ?? [] };
  }, [evidence.data]);
  return { evidence, found };
}
