/** Where an annotation lies, in numbers that can be typed: about the middle of its mark, x to the right and y down. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lengths } from "../../app/use-lengths.ts";
import { TextArea, TextField } from "../../design/controls.tsx";
import type { AnnotationDraft } from "../../viewers/annotation-shapes.ts";
import type { Point } from "../../viewers/mark-surface.ts";
import styles from "./annotations.module.css";

const DEGREES = 180 / Math.PI;

interface AnnotationPlacesProps {
  readonly draft: AnnotationDraft;
  readonly lengths: Lengths;
  readonly onChange: (draft: AnnotationDraft) => void;
}

export function AnnotationPlaces({ draft, lengths, onChange }: AnnotationPlacesProps) {
  const { t } = useTranslation("annotations");
  const { unit } = lengths;
  const { kind, points } = draft;
  const factor = lengths.convert(1);
  const move = (at: number, place: Point) => onChange({ ...draft, points: points.with(at, place) });
  if (kind === "outline")
    return <Corners {...{ points, factor, unit }} onChange={(next) => onChange({ ...draft, points: next })} />;
  const [first, second] = points;
  const pair = (at: number, place: Point, x: string, y: string) => (
    <>
      <NumberField label={x} factor={factor} value={place.x} onChange={(value) => move(at, { ...place, x: value })} />
      <NumberField label={y} factor={factor} value={place.y} onChange={(value) => move(at, { ...place, y: value })} />
    </>
  );
  return (
    <fieldset className={styles.places}>
      <legend>{t("places", { unit })}</legend>
      {first === undefined ? null : pair(0, first, t(`first.${kind}.x`), t(`first.${kind}.y`))}
      {second === undefined ? null : kind === "ellipse" && first !== undefined ? (
        <>
          <NumberField
            label={t("radiusX")}
            factor={factor}
            value={Math.abs(second.x - first.x)}
            onChange={(value) => move(1, { ...second, x: first.x + Math.abs(value) })}
          />
          <NumberField
            label={t("radiusY")}
            factor={factor}
            value={Math.abs(second.y - first.y)}
            onChange={(value) => move(1, { ...second, y: first.y + Math.abs(value) })}
          />
          <NumberField
            label={t("angle")}
            factor={DEGREES}
            value={draft.angle}
            onChange={(value) => onChange({ ...draft, angle: Math.atan2(Math.sin(value), Math.cos(value)) })}
          />
        </>
      ) : (
        pair(1, second, t("second.x"), t("second.y"))
      )}
    </fieldset>
  );
}

const DECIMALS = 1;
const show = (value: number) => String(Number(value.toFixed(DECIMALS)));
/** With a point or a comma, as the reader's language has it. */
const parse = (text: string) => (/^\s*-?\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(",", ".")) : Number.NaN);

interface NumberFieldProps {
  readonly label: string;
  /** What is shown of one of the value. */
  readonly factor: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function NumberField({ label, factor, value, onChange }: NumberFieldProps) {
  const { t } = useTranslation("annotations");
  const now = value * factor;
  const [text, setText] = useState(() => show(now));
  const typed = parse(text);
  // What was dragged meanwhile stands, and what is no number yet is left to whoever types it.
  const shown = Number.isNaN(typed) || Math.abs(typed - now) <= 0.5 * 10 ** -DECIMALS ? text : show(now);
  return (
    <TextField
      label={label}
      inputMode="decimal"
      autoComplete="off"
      required
      value={shown}
      error={Number.isNaN(parse(shown)) ? t("noNumber") : undefined}
      onChange={({ target }) => {
        const number = parse(target.value);
        target.setCustomValidity(Number.isNaN(number) ? t("noNumber") : "");
        setText(target.value);
        if (!Number.isNaN(number)) onChange(number / factor);
      }}
    />
  );
}

const FEWEST = 3;
const write = (points: readonly Point[], factor: number) =>
  points.map(({ x, y }) => `${show(x * factor)} ${show(y * factor)}`).join("\n");

interface CornersProps {
  readonly points: readonly Point[];
  readonly factor: number;
  readonly unit: string;
  readonly onChange: (points: readonly Point[]) => void;
}

/** The corners of an outline, a line each. */
function Corners({ points, factor, unit, onChange }: CornersProps) {
  const { t } = useTranslation("annotations");
  const now = write(points, factor);
  const [typed, setTyped] = useState<{ text: string; of: string } | null>(null);
  // As typed, as long as nothing else moved a corner.
  const text = typed !== null && (typed.of === now || read(typed.text) === null) ? typed.text : now;
  const wrong = text !== now && read(text) === null;
  return (
    <TextArea
      label={t("corners", { unit })}
      hint={points.length < FEWEST ? t("cornersMissing") : t("cornersHint")}
      rows={4}
      required
      value={text}
      error={wrong ? t("cornersWrong") : undefined}
      onChange={({ target }) => {
        const next = read(target.value);
        target.setCustomValidity(next === null ? t("cornersWrong") : "");
        const places = next?.map(({ x, y }) => ({ x: x / factor, y: y / factor })) ?? null;
        setTyped({ text: target.value, of: places === null ? now : write(places, factor) });
        if (places !== null) onChange(places);
      }}
    />
  );
}

function read(text: string): readonly Point[] | null {
  const rows = text.split("\n").filter((row) => row.trim() !== "");
  const places = rows.map((row) => {
    const [x = "", y = "", ...more] = row.trim().split(/[\s;]+/);
    return more.length > 0 ? { x: Number.NaN, y: Number.NaN } : { x: parse(x), y: parse(y) };
  });
  return places.length >= FEWEST && places.every(({ x, y }) => !Number.isNaN(x) && !Number.isNaN(y)) ? places : null;
}
