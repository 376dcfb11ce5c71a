/** The shapes somebody draws: kept in this tab, each step can be taken back. */
import { useState } from "react";
import { useDraft } from "../../app/use-draft.ts";
import type { Frame, Shape } from "../../viewers/outline-shapes.ts";
import type { Part } from "./outline-parts.ts";

const MOST_STEPS = 100;

export function useShapes(name: string, standing: readonly Shape[], frame: Frame) {
  const [shapes, setShapes, forget] = useDraft<readonly Shape[]>(name, standing);
  const [past, setPast] = useState<readonly (readonly Shape[])[]>([]);
  const [selected, setSelected] = useState<string | null>(standing[0]?.id ?? null);
  /** One drag is one step: it is remembered as it begins. */
  const remember = () => setPast([...past.slice(-MOST_STEPS), shapes]);
  const replace = (shape: Shape) => setShapes(shapes.map((each) => (each.id === shape.id ? shape : each)));
  const add = (kind: Shape["kind"], part: Part) => {
    const r = Math.min(frame.halfWidth, frame.halfHeight) / 2;
    const made = { id: crypto.randomUUID(), part, original: null };
    const corners = [0, 1, 2, 3, 4, 5].map((i) => (Math.PI / 3) * i);
    const shape: Shape =
      kind === "circle"
        ? { ...made, kind, x: 0, y: 0, r }
        : { ...made, kind, points: corners.map((angle) => ({ x: r * Math.cos(angle), y: r * Math.sin(angle) })) };
    remember();
    setShapes([...shapes, shape]);
    setSelected(shape.id);
  };
  return {
    shapes,
    selected: shapes.find(({ id }) => id === selected) ?? null,
    select: setSelected,
    remember,
    replace,
    add,
    remove: (id: string) => {
      remember();
      setShapes(shapes.filter((each) => each.id !== id));
    },
    undo: () => {
      const before = past.at(-1);
      if (before === undefined) return;
      setShapes(before);
      setPast(past.slice(0, -1));
    },
    canUndo: past.length > 0,
    reset: () => {
      remember();
      setShapes(standing);
    },
    forget,
  };
}

export type Shapes = ReturnType<typeof useShapes>;
