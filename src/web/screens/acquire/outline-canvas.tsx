/** Shapes over the picture, each part of them to be dragged, or moved by the arrow keys. */
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { useFormats } from "../../app/use-words.ts";
import { Notice } from "../../design/parts.tsx";
import type { Frame, Point, Shape } from "../../viewers/outline-shapes.ts";
import { moveShape } from "../../viewers/outline-shapes.ts";
import { CircleHandles, Grip, PolygonHandles } from "./outline-handles.tsx";
import type { Part } from "./outline-parts.ts";
import styles from "./outlines-page.module.css";
import type { Shapes } from "./use-shapes.ts";

interface OutlineCanvasProps {
  readonly acquisition: Schema<"Acquisition">;
  readonly frame: Frame;
  readonly shapes: Shapes;
}

export function OutlineCanvas({ acquisition, frame, shapes }: OutlineCanvasProps) {
  const { t } = useTranslation("acquire");
  const formats = useFormats();
  const svg = useRef<SVGSVGElement>(null);
  const [at, setAt] = useState<Point | null>(null);
  const [broken, setBroken] = useState(false);
  /** Where on the drawing a pointer is. */
  const locate = (clientX: number, clientY: number): Point => {
    const matrix = svg.current?.getScreenCTM()?.inverse();
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix);
    return { x, y };
  };
  const hands = { frame, locate, onBegin: shapes.remember, onAt: setAt };
  const selected = shapes.selected;
  return (
    <div className={styles.canvas}>
      {broken ? <Notice tone="warn">{t("pictureBroken")}</Notice> : null}
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset. */}
      <svg ref={svg} viewBox={frame.viewBox} role="group" aria-label={t("outlines")}>
        <image
          href={`/v1/acquisitions/${acquisition.id}/preview.png`}
          x={-frame.halfWidth}
          y={-frame.halfHeight}
          width={2 * frame.halfWidth}
          height={2 * frame.halfHeight}
          preserveAspectRatio="none"
          onError={() => setBroken(true)}
        />
        {shapes.shapes.map((shape) => (
          <ShapeBody
            key={shape.id}
            shape={shape}
            selected={shape === selected}
            hands={hands}
            onSelect={() => shapes.select(shape.id)}
            onChange={shapes.replace}
          />
        ))}
        {selected?.kind === "circle" ? (
          <CircleHandles circle={selected} hands={hands} onChange={shapes.replace} />
        ) : null}
        {selected?.kind === "polygon" ? (
          <PolygonHandles polygon={selected} hands={hands} onChange={shapes.replace} />
        ) : null}
      </svg>
      <p className={styles.at} aria-live="polite">
        {at === null ? " " : t("position", { x: formats.number(at.x), y: formats.number(at.y) })}
      </p>
    </div>
  );
}

interface ShapeBodyProps {
  readonly shape: Shape;
  readonly selected: boolean;
  readonly hands: Parameters<typeof CircleHandles>[0]["hands"];
  readonly onSelect: () => void;
  readonly onChange: (shape: Shape) => void;
}

/** The line itself: drawn twice, so that it is seen on bright and on dark. */
function ShapeBody({ shape, selected, hands, onSelect, onChange }: ShapeBodyProps) {
  const { t } = useTranslation("acquire");
  const name = t("shapeIs", { part: t(`parts.${shape.part as Part}`), kind: t(shape.kind) });
  const line = (className: string | undefined) =>
    shape.kind === "circle" ? (
      <circle className={className} cx={shape.x} cy={shape.y} r={shape.r} />
    ) : (
      <polygon className={className} points={shape.points.map(({ x, y }) => `${String(x)},${String(y)}`).join(" ")} />
    );
  return (
    <Grip
      label={t("centreOf", { shape: name })}
      hands={hands}
      at={shape.kind === "circle" ? shape : (shape.points[0] ?? { x: 0, y: 0 })}
      onSelect={onSelect}
      onMove={(dx, dy) => onChange(moveShape(shape, dx, dy, hands.frame))}
    >
      {line(styles.under)}
      {line(selected ? `${styles.line} ${styles.selected}` : styles.line)}
      {line(styles.reach)}
    </Grip>
  );
}
