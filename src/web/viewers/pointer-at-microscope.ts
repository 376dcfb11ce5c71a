/** What a pointer does at the microscope: drags the stage, the light or B, sets the ends of a line, chooses a cell. */

import { dragPlaces, findAnnotationAt, setPlace, sideAt } from "./annotate.ts";
import type { DrawnAnnotation } from "./annotation-shapes.ts";
import { clamp } from "./clamp.ts";
import type { Pane } from "./comparison-microscope.ts";
import type { Point } from "./mark-surface.ts";
import { type CongruentCell, findCellAt } from "./microscope-cells.ts";
import { fromScreen } from "./microscope-geometry.ts";
import {
  type MicroscopeStore,
  moveLight,
  nudge,
  pan,
  rotateStage,
  type SideName,
  set,
  turnB,
  zoom,
} from "./microscope-state.ts";

/** A pointer that moved less has clicked. */
const CLICK = 4;
const WHEEL_STEP = 0.0016;
const TURN_A_PIXEL = 0.006;
const LIGHT_A_PIXEL = 0.008;
/** Between the corners of an outline that is drawn in one go, in pixels. */
const LEAST_STEP = 7;
/** How near to the dividing line it is grasped. */
const GRASP = 10;

interface Surroundings {
  windows(): readonly Pane[];
  cells(): readonly CongruentCell[];
  annotations(): readonly DrawnAnnotation[];
}

/** Gives what ends it. */
export function listenToPointer(
  host: HTMLElement,
  store: MicroscopeStore,
  { windows, cells, annotations }: Surroundings,
): () => void {
  let drag: { window: Pane; side: SideName; from: Point; last: Point; moved: boolean; split: boolean } | null = null;

  const placeOf = (event: MouseEvent): Point => {
    const box = host.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const windowAt = ({ x, y }: Point): Pane | undefined =>
    windows().find(
      ({ frame: { left, top, width, height } }) => x >= left && x <= left + width && y >= top && y <= top + height,
    );

  const down = (event: PointerEvent) => {
    const from = placeOf(event);
    const window = windowAt(from);
    if (window === undefined || event.button > 1) return;
    host.setPointerCapture(event.pointerId);
    const state = store.read();
    const line = (window.frame.width * (state.split.at + 1)) / 2;
    drag = {
      window,
      side: sideAt(state, window.side, window.frame, from),
      from,
      last: from,
      moved: false,
      split: state.layout === "split" && Math.abs(from.x - line) < GRASP,
    };
    if (window.side !== null && state.layout === "side") store.change(set({ active: window.side }));
  };
  const move = (event: PointerEvent) => {
    if (drag === null) return;
    const place = placeOf(event);
    const [dx, dy] = [place.x - drag.last.x, place.y - drag.last.y];
    if (!drag.moved && Math.hypot(place.x - drag.from.x, place.y - drag.from.y) < CLICK) return;
    drag.moved = true;
    drag.last = place;
    const { tool, split } = store.read();
    if (drag.split) {
      const at = clamp(split.at + (2 * dx) / drag.window.frame.width, -0.98, 0.98);
      return store.change(set({ split: { ...split, at } }));
    }
    if (tool === "light") return store.change(moveLight(LIGHT_A_PIXEL * dx, -LIGHT_A_PIXEL * dy));
    if (tool === "align") return store.change(event.shiftKey ? turnB(TURN_A_PIXEL * dx) : nudge(dx, dy));
    if (tool === "measure" || tool === "profile") {
      const { frame, view } = drag.window;
      const line = { from: fromScreen(view, frame, drag.from), to: fromScreen(view, frame, place) };
      return store.change(set({ line, start: null }));
    }
    if (tool === "annotate" && !event.shiftKey) {
      const { frame, view } = drag.window;
      return store.change(
        dragPlaces(
          drag.side,
          fromScreen(view, frame, drag.from),
          fromScreen(view, frame, place),
          LEAST_STEP / view.scale,
        ),
      );
    }
    store.change(event.shiftKey ? rotateStage(TURN_A_PIXEL * dx) : pan(dx, dy));
  };
  const up = (event: PointerEvent) => {
    if (drag !== null && !drag.moved && event.type === "pointerup") {
      const { frame, view } = drag.window;
      if (store.read().tool === "annotate") store.change(setPlace(drag.side, fromScreen(view, frame, drag.from)));
      else choose(drag.window, drag.from);
    }
    drag = null;
  };
  const choose = (pane: Pane, at: Point) => {
    const { frame, view, side } = pane;
    const state = store.read();
    const { cells: shown, pose } = state;
    if (state.annotations) {
      const annotation = findAnnotationAt(annotations(), state, pane, at);
      store.change(set({ chosenAnnotation: annotation?.id ?? null }));
      if (annotation !== null) return;
    }
    if (!shown) return;
    const cell = findCellAt(cells(), fromScreen(view, frame, at), side ?? "a", pose);
    store.change(set({ chosenCell: cell?.index ?? null }));
  };
  const wheel = (event: WheelEvent) => {
    // Without a key the page scrolls, as everywhere; a pinch on a touchpad comes with one.
    if (!event.ctrlKey && document.activeElement !== host) return;
    event.preventDefault();
    const place = placeOf(event);
    const window = windowAt(place);
    if (window === undefined) return;
    store.change(zoom(Math.exp(-WHEEL_STEP * event.deltaY), fromScreen(window.view, window.frame, place)));
  };

  const listeners = [
    ["pointerdown", down],
    ["pointermove", move],
    ["pointerup", up],
    ["pointercancel", up],
  ] as const;
  for (const [name, listener] of listeners) host.addEventListener(name, listener);
  host.addEventListener("wheel", wheel, { passive: false });
  return () => {
    for (const [name, listener] of listeners) host.removeEventListener(name, listener);
    host.removeEventListener("wheel", wheel);
  };
}
