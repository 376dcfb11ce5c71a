/** How the microscope is drawn on: which mark a place lies on, and what the hand has set of what it draws. */
import {
  type AnnotationDraft,
  type AnnotationKind,
  addPlace,
  type DrawnAnnotation,
  distanceTo,
  middleOf,
  placeDraft,
  traceShape,
} from "./annotation-shapes.ts";
import type { Point } from "./mark-surface.ts";
import { applyPose, type Frame, toScreen, undoPose, type View } from "./microscope-geometry.ts";
import { type Change, lookAt, type MicroscopeState, type SideName, viewOf } from "./microscope-state.ts";

/** From the frame to the mark's own places, and back. */
const toOwn = (state: MicroscopeState, side: SideName, { x, y }: Point): Point =>
  // The middle of a view is a place with more to it, of which nothing is kept.
  side === "a" ? { x, y } : undoPose(state.pose, { x, y });
export const toFrame = (state: MicroscopeState, side: SideName, place: Point): Point =>
  side === "a" ? place : applyPose(state.pose, place);

/** The mark under a place of a window: where both lie in it, the one that is shown there, or the one that was drawn on last. */
export function sideAt(state: MicroscopeState, side: SideName | null, frame: Frame, { x, y }: Point): SideName {
  if (side !== null) return side;
  if (state.layout !== "split") return state.draft?.side ?? state.active;
  const { at, angle } = state.split;
  const across = (x - frame.left - frame.width / 2) * Math.cos(angle);
  const down = (y - frame.top - frame.height / 2) * Math.sin(angle);
  return across + down < (at * frame.width * Math.cos(angle)) / 2 ? "a" : "b";
}

const startDraft = (state: MicroscopeState, side: SideName): AnnotationDraft => ({
  side,
  kind: state.kind,
  points: [],
  angle: 0,
});

/** A click, or Enter with the cross over a place of the frame. */
export const setPlace =
  (side: SideName, place: Point): Change =>
  (state) => {
    const kept = state.draft?.side === side ? state.draft : startDraft(state, side);
    return { ...state, draft: addPlace(kept, toOwn(state, side, place)) };
  };

/** A line that was dragged. Of a point only its end counts, of an outline every place on the way that is so far from the last. */
export const dragPlaces =
  (side: SideName, from: Point, to: Point, least: number): Change =>
  (state) => {
    const [start, end] = [toOwn(state, side, from), toOwn(state, side, to)];
    const draft = startDraft(state, side);
    if (state.kind === "point") return { ...state, draft: { ...draft, points: [end] } };
    const [first, last] = [state.draft?.points[0], state.draft?.points.at(-1)];
    if (state.kind === "outline" && state.draft?.side === side && first?.x === start.x && first.y === start.y) {
      const far = Math.hypot(end.x - (last ?? start).x, end.y - (last ?? start).y) >= least;
      return far ? { ...state, draft: addPlace(state.draft, end) } : state;
    }
    return { ...state, draft: { ...draft, points: [start, end] } };
  };

/** A whole one in the middle of what is seen, to be set by numbers. */
export const placeInMiddle =
  (windowWidth: number): Change =>
  (state) => {
    const side = state.layout === "flicker" ? state.shown : state.active;
    const view = viewOf(state);
    const size = windowWidth / 8 / view.scale;
    return { ...state, draft: placeDraft(side, state.kind, toOwn(state, side, view), size) };
  };

/** Another kind: what is half drawn of the old one goes. */
export const setKind =
  (kind: AnnotationKind): Change =>
  (state) => ({ ...state, kind, tool: "annotate", start: null, draft: null });

/** The same places of the frame, on the other mark. */
export const moveToSide =
  (side: SideName): Change =>
  (state) => {
    const { draft } = state;
    if (draft === null || draft.side === side) return state;
    const points = draft.points.map((point) => toOwn(state, side, toFrame(state, draft.side, point)));
    const turned = side === "b" ? -state.pose.angle : state.pose.angle;
    return { ...state, draft: { ...draft, side, points, angle: draft.kind === "ellipse" ? draft.angle + turned : 0 } };
  };

/** Brings one that is kept under the cross, and chooses it. */
export const showAnnotation =
  ({ id, side, shape }: DrawnAnnotation): Change =>
  (state) => ({
    ...lookAt(toFrame(state, side, middleOf(shape)))(state),
    active: side,
    shown: side,
    annotations: true,
    chosenAnnotation: id,
  });

/** In pixels. */
const REACH = 9;

/** The nearest within reach of the hand; null: none. */
export function findAnnotationAt(
  drawn: readonly DrawnAnnotation[],
  state: MicroscopeState,
  { frame, view, side }: { readonly frame: Frame; readonly view: View; readonly side: SideName | null },
  place: Point,
): DrawnAnnotation | null {
  let best: { one: DrawnAnnotation; far: number } | null = null;
  for (const one of drawn) {
    if (side !== null && side !== one.side) continue;
    const { points, closed } = traceShape(one.shape);
    const seen = points.map((point) => toScreen(view, frame, toFrame(state, one.side, point)));
    const far = distanceTo(seen, closed, place);
    if (far <= REACH && far < (best?.far ?? Number.POSITIVE_INFINITY)) best = { one, far };
  }
  return best?.one ?? null;
}
