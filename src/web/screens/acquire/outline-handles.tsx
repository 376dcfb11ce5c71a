/** What a hand or the arrow keys take hold of: a shape, the radius of a circle, each point of a polygon. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import {
  type Circle,
  type Frame,
  insertPoint,
  movePoint,
  type Point,
  type Polygon,
  removePoint,
  resizeCircle,
  type Shape,
} from "../../viewers/outline-shapes.ts";
import type { Part } from "./outline-parts.ts";
import styles from "./outlines-page.module.css";

interface Hands {
  readonly frame: Frame;
  readonly locate: (clientX: number, clientY: number) => Point;
  /** Before the first move of a drag, and before each key: so far it can be taken back. */
  readonly onBegin: () => void;
  readonly onAt: (at: Point) => void;
}

interface GripProps {
  readonly label: string;
  readonly hands: Hands;
  readonly at: Point;
  readonly onSelect?: () => void;
  readonly onMove: (dx: number, dy: number) => void;
  readonly onKey?: (key: string) => void;
  readonly children: ReactNode;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const FAR = 10;

export function Grip({ label, hands, at, onSelect, onMove, onKey, children }: GripProps) {
  const last = useRef<Point | null>(null);
  const press = (event: PointerEvent<SVGGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = hands.locate(event.clientX, event.clientY);
    onSelect?.();
    hands.onBegin();
  };
  const drag = (event: PointerEvent<SVGGElement>) => {
    if (last.current === null) return;
    const now = hands.locate(event.clientX, event.clientY);
    onMove(now.x - last.current.x, now.y - last.current.y);
    last.current = now;
    hands.onAt(now);
  };
  const key = (event: KeyboardEvent<SVGGElement>) => {
    const arrow = ARROWS[event.key];
    if (arrow === undefined) {
      if (event.key === "Enter" || event.key === " ") onSelect?.();
      else if (["Delete", "Backspace", "+", "Insert"].includes(event.key) && onKey) {
        hands.onBegin();
        onKey(event.key);
      } else return;
      event.preventDefault();
      return;
    }
    event.preventDefault();
    const by = hands.frame.step * (event.shiftKey ? FAR : 1);
    hands.onBegin();
    onMove(arrow[0] * by, arrow[1] * by);
    hands.onAt({ x: at.x + arrow[0] * by, y: at.y + arrow[1] * by });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: within a drawing there is no button element.
    <g
      className={styles.grip}
      role="button"
      tabIndex={0}
      aria-label={label}
      onFocus={onSelect}
      onPointerDown={press}
      onPointerMove={drag}
      onPointerUp={() => {
        last.current = null;
      }}
      onKeyDown={key}
    >
      {children}
    </g>
  );
}

/** Of the picture's half width: 24 px where the picture is 700 px wide. */
const REACH = 0.035;

function Knob({ x, y, frame }: Point & { readonly frame: Frame }) {
  const reach = frame.halfWidth * REACH;
  return (
    <>
      <circle className={styles.reach} cx={x} cy={y} r={reach} />
      <circle className={styles.knob} cx={x} cy={y} r={reach * 0.45} />
    </>
  );
}

interface CircleHandlesProps {
  readonly circle: Circle;
  readonly hands: Hands;
  readonly onChange: (shape: Shape) => void;
}

export function CircleHandles({ circle, hands, onChange }: CircleHandlesProps) {
  const { t } = useTranslation("acquire");
  const at = { x: circle.x + circle.r, y: circle.y };
  const shape = t("shapeIs", { part: t(`parts.${circle.part as Part}`), kind: t("circle") });
  return (
    <Grip
      label={t("radiusOf", { shape })}
      hands={hands}
      at={at}
      // Up is larger, as on a slider.
      onMove={(dx, dy) => onChange(resizeCircle(circle, circle.r + (dx === 0 ? -dy : dx), hands.frame))}
    >
      <Knob {...at} frame={hands.frame} />
    </Grip>
  );
}

interface PolygonHandlesProps {
  readonly polygon: Polygon;
  readonly hands: Hands;
  readonly onChange: (shape: Shape) => void;
}

export function PolygonHandles({ polygon, hands, onChange }: PolygonHandlesProps) {
  const { t } = useTranslation("acquire");
  const shape = t("shapeIs", { part: t(`parts.${polygon.part as Part}`), kind: t("polygon") });
  const count = polygon.points.length;
  return polygon.points.map((point, i) => (
    <Grip
      // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place in the ring; while it is dragged nothing else names it.
      key={i}
      label={t("pointOf", { shape, number: i + 1, count })}
      hands={hands}
      at={point}
      onMove={(dx, dy) => onChange(movePoint(polygon, i, { x: point.x + dx, y: point.y + dy }, hands.frame))}
      onKey={(key) => onChange(key === "+" || key === "Insert" ? insertPoint(polygon, i) : removePoint(polygon, i))}
    >
      <Knob {...point} frame={hands.frame} />
    </Grip>
  ));
}
