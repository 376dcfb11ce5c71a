/** Everything that an examiner can set at the microscope, as one plain record, and the ways to change it. */

import type { AnnotationDraft, AnnotationKind } from "./annotation-shapes.ts";
import { clamp } from "./clamp.ts";
import type { Point } from "./mark-surface.ts";
import { IDENTITY, type Pose, turn, type View } from "./microscope-geometry.ts";

export type SideName = "a" | "b";
export type Layout = "side" | "split" | "blend" | "difference" | "flicker";
export type Look = "relief" | "height" | "grey";
/** What the pointer and the arrow keys do. */
export type Tool = "move" | "light" | "align" | "measure" | "profile" | "annotate";

export interface Line {
  readonly from: Point;
  readonly to: Point;
}

export interface MicroscopeState {
  readonly layout: Layout;
  readonly look: Look;
  readonly tool: Tool;
  /** Both windows move together. */
  readonly locked: boolean;
  /** Whose window moves where they do not. */
  readonly active: SideName;
  readonly views: { readonly a: View; readonly b: View };
  /** B into the frame: the registration's, until somebody moves B by hand. */
  readonly pose: Pose;
  /** Radians: where the light comes from (0: the right, growing clockwise) and how high it stands. */
  readonly light: { readonly azimuth: number; readonly elevation: number };
  readonly relief: number;
  readonly contrast: number;
  readonly gamma: number;
  /** 0: only A. */
  readonly blend: number;
  /** Across the window, -1 to 1, and how it is turned. */
  readonly split: { readonly at: number; readonly angle: number };
  /** Where one of both is shown: which. */
  readonly shown: SideName;
  /** It stays, where both are shown in turn: somebody wants to look. */
  readonly held: boolean;
  readonly cells: boolean;
  readonly chosenCell: number | null;
  /** Measured, or cut through for a profile. */
  readonly line: Line | null;
  /** The first end of a line whose other end is still to be set. */
  readonly start: Point | null;
  /** Of what is drawn next. */
  readonly kind: AnnotationKind;
  /** What is drawn and not kept yet. */
  readonly draft: AnnotationDraft | null;
  /** Those that are kept are shown. */
  readonly annotations: boolean;
  readonly chosenAnnotation: string | null;
}

const FIRST_VIEW: View = { x: 0, y: 0, scale: 1, angle: 0 };

const FIRST_STATE: MicroscopeState = {
  layout: "side",
  look: "relief",
  tool: "move",
  locked: true,
  active: "a",
  views: { a: FIRST_VIEW, b: FIRST_VIEW },
  pose: IDENTITY,
  light: { azimuth: (-3 * Math.PI) / 4, elevation: Math.PI / 5 },
  relief: 1,
  contrast: 1,
  gamma: 1,
  blend: 0.5,
  split: { at: 0, angle: 0 },
  shown: "a",
  held: false,
  cells: false,
  chosenCell: null,
  line: null,
  start: null,
  kind: "arrow",
  draft: null,
  annotations: true,
  chosenAnnotation: null,
};

export type Change = (state: MicroscopeState) => MicroscopeState;

export const set =
  (part: Partial<MicroscopeState>): Change =>
  (state) => ({ ...state, ...part });

/** Of both windows, or of the active one where they are free. Over each other both lie in one window. */
function changeView(state: MicroscopeState, change: (view: View) => View): MicroscopeState {
  const { views, locked, active, layout } = state;
  if (locked || layout !== "side") {
    const a = change(views.a);
    return { ...state, views: { a, b: locked ? a : views.b } };
  }
  return { ...state, views: { ...views, [active]: change(views[active]) } };
}

/** Somebody, or a fit into the window, has set where the marks lie. */
export const isPlaced = ({ views }: MicroscopeState): boolean => views.a !== FIRST_VIEW;

export const viewOf = ({ views, locked, active, layout }: MicroscopeState): View =>
  locked || layout !== "side" ? views.a : views[active];

/** By pixels of the screen: the marks follow the hand. */
export const pan =
  (dx: number, dy: number): Change =>
  (state) =>
    changeView(state, (view) => {
      const moved = turn({ x: dx, y: dy }, -view.angle);
      return { ...view, x: view.x - moved.x / view.scale, y: view.y - moved.y / view.scale };
    });

/** About a place that stays where it is; without one about the middle. */
export const zoom =
  (factor: number, about?: Point): Change =>
  (state) =>
    changeView(state, (view) => {
      const place = about ?? view;
      return {
        ...view,
        scale: view.scale * factor,
        x: place.x + (view.x - place.x) / factor,
        y: place.y + (view.y - place.y) / factor,
      };
    });

/** Brings a place of the frame into the middle of every window. */
export const lookAt =
  ({ x, y }: Point): Change =>
  (state) => ({ ...state, views: { a: { ...state.views.a, x, y }, b: { ...state.views.b, x, y } } });

export const rotateStage =
  (angle: number): Change =>
  (state) =>
    changeView(state, (view) => ({ ...view, angle: view.angle + angle }));

/** B alone, by pixels of the screen. */
export const nudge =
  (dx: number, dy: number): Change =>
  (state) => {
    const { angle, scale } = viewOf(state);
    const moved = turn({ x: dx, y: dy }, -angle);
    const { pose } = state;
    return {
      ...state,
      pose: { ...pose, shiftX: pose.shiftX + moved.x / scale, shiftY: pose.shiftY + moved.y / scale },
    };
  };

/** B alone, about the middle of what is seen. */
export const turnB =
  (angle: number): Change =>
  (state) => {
    const { x, y } = viewOf(state);
    const { pose } = state;
    const moved = turn({ x: pose.shiftX - x, y: pose.shiftY - y }, angle);
    return { ...state, pose: { angle: pose.angle + angle, shiftX: x + moved.x, shiftY: y + moved.y } };
  };

export const moveLight =
  (azimuth: number, elevation: number): Change =>
  (state) => ({
    ...state,
    light: {
      azimuth: wrap(state.light.azimuth + azimuth),
      elevation: clamp(state.light.elevation + elevation, 0.05, Math.PI / 2),
    },
  });

/** Windows that are locked again show the same place. */
export const lock: Change = (state) => ({
  ...state,
  locked: !state.locked,
  views: state.locked ? state.views : { a: state.views[state.active], b: state.views[state.active] },
});

/** The first call sets one end of the line, the second the other. */
export const setEnd =
  (point: Point): Change =>
  (state) =>
    state.start === null
      ? { ...state, start: point, line: null }
      : { ...state, start: null, line: { from: state.start, to: point } };

function wrap(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}

export interface MicroscopeStore {
  read(): MicroscopeState;
  change(change: Change): void;
  subscribe(listener: () => void): () => void;
}

export function makeStore(first: Partial<MicroscopeState> = {}): MicroscopeStore {
  let state: MicroscopeState = { ...FIRST_STATE, ...first };
  const listeners = new Set<() => void>();
  return {
    read: () => state,
    change(change) {
      state = change(state);
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
