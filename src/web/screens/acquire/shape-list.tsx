/** The shapes by name: chosen, given to a part, deleted, and new ones added. */
import { useTranslation } from "react-i18next";
import { Button } from "../../design/controls.tsx";
import { ButtonRow, Stack } from "../../design/parts.tsx";
import type { Shape } from "../../viewers/outline-shapes.ts";
import type { Part } from "./outline-parts.ts";
import styles from "./outlines-page.module.css";
import type { Shapes } from "./use-shapes.ts";

interface ShapeListProps {
  readonly shapes: Shapes;
  readonly parts: readonly Part[];
  readonly onAdd: (kind: Shape["kind"]) => void;
}

export function ShapeList({ shapes, parts, onAdd }: ShapeListProps) {
  const { t } = useTranslation("acquire");
  return (
    <Stack gap={3}>
      <ButtonRow>
        <Button onClick={() => onAdd("circle")}>{t("addCircle")}</Button>
        <Button onClick={() => onAdd("polygon")}>{t("addPolygon")}</Button>
      </ButtonRow>
      {shapes.shapes.length === 0 ? <p className={styles.soft}>{t("shapesNone")}</p> : null}
      <ul className={styles.shapes}>
        {shapes.shapes.map((shape) => {
          const name = t("shapeIs", { part: t(`parts.${shape.part as Part}`), kind: t(shape.kind) });
          return (
            <li key={shape.id} data-selected={shape.id === shapes.selected?.id}>
              <button
                type="button"
                className={styles.pick}
                aria-pressed={shape.id === shapes.selected?.id}
                onClick={() => shapes.select(shape.id)}
              >
                <span aria-hidden="true">{shape.kind === "circle" ? "◯" : "⬡"}</span>
                <span className="visually-hidden">{name}</span>
              </button>
              <select
                aria-label={`${t("part")}: ${name}`}
                value={shape.part}
                onChange={(event) => {
                  shapes.remember();
                  shapes.replace({ ...shape, part: event.target.value });
                }}
              >
                {parts.map((part) => (
                  <option key={part} value={part}>
                    {t(`parts.${part}`)}
                  </option>
                ))}
              </select>
              <Button
                look="quiet"
                aria-label={t("deleteShape", { shape: name })}
                onClick={() => shapes.remove(shape.id)}
              >
                ✕
              </Button>
            </li>
          );
        })}
      </ul>
      <small className={styles.soft}>{t("hole")}</small>
      <ButtonRow>
        <Button disabled={!shapes.canUndo} onClick={shapes.undo}>
          {t("undo")}
        </Button>
        <Button onClick={shapes.reset}>{t("reset")}</Button>
      </ButtonRow>
    </Stack>
  );
}
