/** Ties a microscope to an element of the page and to what the page knows. */
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { CanvasPalette } from "../../app/use-palette.ts";
import type { DrawnAnnotation } from "../../viewers/annotation-shapes.ts";
import { type ComparisonMicroscope, makeComparisonMicroscope } from "../../viewers/comparison-microscope.ts";
import type { CongruentCell } from "../../viewers/microscope-cells.ts";
import { type MicroscopeState, type MicroscopeStore, makeStore, set } from "../../viewers/microscope-state.ts";
import { findDrawer } from "../../viewers/pick-renderer.ts";
import { listenToPointer } from "../../viewers/pointer-at-microscope.ts";
import type { MarkPair } from "./use-marks.ts";

interface Described {
  readonly cells: readonly CongruentCell[];
  readonly annotations: readonly DrawnAnnotation[];
  readonly names: { readonly a: string; readonly b: string };
  readonly sayLength: (length: number) => string;
  readonly palette: CanvasPalette;
}

export interface UsedMicroscope {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly store: MicroscopeStore;
  readonly state: MicroscopeState;
  readonly microscope: RefObject<ComparisonMicroscope | null>;
  /** The browser cannot draw it. */
  readonly blind: boolean;
  /** One mark is shown after the other by itself. */
  readonly turning: boolean;
}

export function useMicroscope(pair: MarkPair, described: Described): UsedMicroscope {
  const host = useRef<HTMLDivElement>(null);
  const microscope = useRef<ComparisonMicroscope | null>(null);
  const [store] = useState(() => makeStore({ pose: pair.pose, look: lookOf(pair) }));
  const state = useSyncExternalStore(store.subscribe, store.read);
  const [blind, setBlind] = useState(false);
  const [drawer, setDrawer] = useState(findDrawer);
  const cells = useRef(described.cells);
  cells.current = described.cells;
  const annotations = useRef(described.annotations);
  annotations.current = described.annotations;
  useEffect(() => {
    if (host.current === null) return;
    // A graphics card that lets go of the picture is not asked again: the processor draws on.
    const made = makeComparisonMicroscope(host.current, store, drawer, () => setDrawer("processor"));
    setBlind(made === null);
    if (made === null) return;
    microscope.current = made;
    const stop = listenToPointer(host.current, store, {
      windows: made.windows,
      cells: () => cells.current,
      annotations: () => annotations.current,
    });
    return () => {
      stop();
      made.dispose();
      microscope.current = null;
    };
  }, [store, drawer]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another drawer is given them too.
  useEffect(() => microscope.current?.load(pair.a, pair.b), [pair, drawer]);
  const { cells: found, annotations: drawn, names, sayLength, palette } = described;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another drawer is given them too.
  useEffect(() => {
    microscope.current?.describe({ cells: found, annotations: drawn, names, sayLength, palette });
  }, [found, drawn, names, sayLength, palette, drawer]);
  const turning = state.layout === "flicker" && !state.held && !WANTS_NO_MOTION.matches;
  useFlicker(store, turning);
  return { host, store, state, microscope, blind, turning };
}

/** Pictures have no slopes to light. */
function lookOf({ a, b }: MarkPair): "relief" | "grey" {
  return a.kind === "topography" && b.kind === "topography" ? "relief" : "grey";
}

/** Slower than three flashes a second (WCAG 2.3.1), and by hand only for those who want no motion. */
const FLICKER_MS = 600;

const WANTS_NO_MOTION = window.matchMedia("(prefers-reduced-motion: reduce)");

function useFlicker(store: MicroscopeStore, on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const turning = setInterval(
      () => store.change((state) => set({ shown: state.shown === "a" ? "b" : "a" })(state)),
      FLICKER_MS,
    );
    return () => clearInterval(turning);
  }, [store, on]);
}
