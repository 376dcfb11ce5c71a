/** Every key of the microscope. Arrows act while the marks have the focus, so that the page and its sliders keep theirs. */
import { useTranslation } from "react-i18next";
import { type Shortcut, useShortcuts } from "../../app/use-shortcuts.ts";
import { setPlace } from "../../viewers/annotate.ts";
import type { CongruentCell } from "../../viewers/microscope-cells.ts";
import {
  type Change,
  type Layout,
  lock,
  moveLight,
  nudge,
  pan,
  rotateStage,
  set,
  setEnd,
  type Tool,
  turnB,
  viewOf,
  zoom,
} from "../../viewers/microscope-state.ts";
import type { UsedMicroscope } from "./use-microscope.ts";

const STEP_PIXELS = 24;
const FINE_PIXELS = 1;
const TURN = Math.PI / 60;
const FINE_TURN = Math.PI / 720;
const LIGHT_STEP = Math.PI / 36;
const ZOOM_STEP = 1.2;

export function useMicroscopeKeys(
  used: UsedMicroscope,
  actions: { save: () => void; keep: () => void; realign: () => void; cells: readonly CongruentCell[] },
): void {
  const { t } = useTranslation("compare");
  const { store, host, microscope } = used;
  const change = (next: Change) => () => store.change(next);
  const toggle = (tool: Tool) => () =>
    store.change((state) => ({ ...state, tool: state.tool === tool ? "move" : tool, start: null }));
  const show = (layout: Layout) => () =>
    store.change((state) => ({ ...state, layout: state.layout === layout ? "side" : layout, held: false }));
  const within = () => host.current;
  const step = (x: number, y: number) => () =>
    store.change((state) => {
      if (state.tool === "light") return moveLight(LIGHT_STEP * x, -LIGHT_STEP * y)(state);
      // One pixel of what is seen: as fine as the zoom makes it.
      if (state.tool === "align") return nudge(FINE_PIXELS * x, FINE_PIXELS * y)(state);
      return pan(-STEP_PIXELS * x, -STEP_PIXELS * y)(state);
    });
  const turnBy = (way: number) => () =>
    store.change((state) => (state.tool === "align" ? turnB(FINE_TURN * way) : rotateStage(TURN * way))(state));
  const nextCell = (way: 1 | -1) => () =>
    store.change((state) => {
      const congruent = actions.cells.filter((cell) => cell.congruent);
      if (congruent.length === 0) return state;
      const at = congruent.findIndex((cell) => cell.index === state.chosenCell);
      const next = congruent[(at + way + congruent.length) % congruent.length];
      return { ...state, cells: true, chosenCell: next?.index ?? null };
    });
  const arrows: readonly Shortcut[] = [
    { key: "ArrowLeft", does: t("keys.left"), act: step(-1, 0), within },
    { key: "ArrowRight", does: t("keys.right"), act: step(1, 0), within },
    { key: "ArrowUp", does: t("keys.up"), act: step(0, -1), within },
    { key: "ArrowDown", does: t("keys.down"), act: step(0, 1), within },
    { key: "Enter", does: t("keys.end"), act: () => store.change(setUnderCross), within },
  ];
  useShortcuts([
    { key: "v", does: t("keys.focus"), act: () => host.current?.focus() },
    ...arrows,
    { key: "+", does: t("keys.zoomIn"), act: change(zoom(ZOOM_STEP)) },
    { key: "-", does: t("keys.zoomOut"), act: change(zoom(1 / ZOOM_STEP)) },
    { key: "0", does: t("fit"), act: () => microscope.current?.showWhole() },
    { key: "[", does: t("keys.turnLeft"), act: turnBy(-1) },
    { key: "]", does: t("keys.turnRight"), act: turnBy(1) },
    { key: "s", does: t("layouts.split"), act: show("split") },
    { key: "b", does: t("layouts.blend"), act: show("blend") },
    { key: "d", does: t("layouts.difference"), act: show("difference") },
    { key: "f", does: t("layouts.flicker"), act: show("flicker") },
    {
      key: "x",
      does: t("keys.other"),
      act: change((state) => ({ ...state, shown: other(state.shown), active: other(state.active), held: true })),
    },
    {
      key: "h",
      does: t("keys.heights"),
      act: change((state) => ({ ...state, look: state.look === "height" ? "relief" : "height" })),
    },
    { key: "l", does: t("tools.light"), act: toggle("light") },
    { key: "a", does: t("tools.align"), act: toggle("align") },
    { key: "m", does: t("tools.measure"), act: toggle("measure") },
    { key: "p", does: t("tools.profile"), act: toggle("profile") },
    { key: "r", does: t("realign"), act: actions.realign },
    { key: "k", does: t("lock"), act: change(lock) },
    { key: "c", does: t("cells.show"), act: change((state) => ({ ...state, cells: !state.cells })) },
    { key: ".", does: t("keys.nextCell"), act: nextCell(1) },
    { key: ",", does: t("keys.previousCell"), act: nextCell(-1) },
    {
      key: "Escape",
      does: t("keys.clear"),
      act: change(set({ line: null, start: null, chosenCell: null, tool: "move" })),
    },
    { key: "w", does: t("save"), act: actions.save },
    { key: "q", does: t("keep"), act: actions.keep },
  ]);
}

/** An end of a line, or a place of what is drawn. */
const setUnderCross: Change = (state) => {
  if (state.tool !== "annotate") return setEnd(viewOf(state))(state);
  const side = state.draft?.side ?? (state.layout === "flicker" ? state.shown : state.active);
  return setPlace(side, viewOf(state))(state);
};

const other = (side: "a" | "b") => (side === "a" ? "b" : "a");
