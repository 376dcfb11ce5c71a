/** The stage of one image: a hand or keys move it, a line below says how large it is shown. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refusal, toRefusal } from "../../api/refusal.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useLengths } from "../../app/use-lengths.ts";
import { usePalette } from "../../app/use-palette.ts";
import { type Shortcut, useShortcuts } from "../../app/use-shortcuts.ts";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Notice } from "../../design/parts.tsx";
import stage from "../../design/stage.module.css";
import { panBy, type TileView, zoomBy } from "../../viewers/tile-geometry.ts";
import type { Tone } from "../../viewers/tile-store.ts";
import { type Move, makeTileViewer, type TileViewer } from "../../viewers/tile-viewer.ts";
import styles from "./image.module.css";
import type { Together } from "./move-together.ts";
import { type ImageViewing, useLoadTile } from "./use-image-viewing.ts";

const STEP = 64;
const ZOOM = 1.3;
const METRE = 1e-6;

interface DeepZoomProps {
  readonly viewing: ImageViewing;
  readonly name: string;
  readonly tone: Tone;
  readonly alone: boolean;
  /** Images of a pair that move together are told of each other's movements. */
  readonly together: Together;
  readonly onExpired: () => void;
}

export function DeepZoom({ viewing, name, tone, alone, together, onExpired }: DeepZoomProps) {
  const { t } = useTranslation("image");
  const formats = useFormats();
  const palette = usePalette();
  const { micrometresPerPixel, levels, tileSize, stretched } = viewing;
  const lengths = useLengths(micrometresPerPixel !== null);
  const host = useRef<HTMLDivElement>(null);
  const viewer = useRef<TileViewer | null>(null);
  const [view, setView] = useState<TileView | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const load = useLoadTile(viewing);
  const expired = useRef(onExpired);
  expired.current = onExpired;
  useEffect(() => {
    if (host.current === null) return;
    const onFault = (error: unknown) => {
      if (toRefusal(error).of("viewing") === undefined) setFault(error);
      else expired.current();
    };
    const onMove = (change: Move) => together.tell(made, change);
    const made = makeTileViewer(host.current, { image: { levels, tileSize }, load, onFault, onView: setView, onMove });
    viewer.current = made;
    const leave = together.join(made);
    return () => {
      leave();
      made.dispose();
    };
  }, [levels, tileSize, load, together]);
  useEffect(() => viewer.current?.setTone(tone), [tone]);
  const { say } = lengths;
  useEffect(() => {
    const pixel = micrometresPerPixel === null ? 1 : micrometresPerPixel * METRE;
    viewer.current?.describe({ palette, pixel, sayLength: say });
  }, [palette, micrometresPerPixel, say]);
  useImageKeys(viewer, () => host.current, alone, together);
  const again = () => {
    setFault(null);
    viewer.current?.again();
  };
  return (
    <div className={styles.one}>
      <div
        ref={host}
        className={stage.stage}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move what is shown here.
        tabIndex={0}
        aria-label={t("stage", { name })}
      />
      {fault === null ? null : <Missing fault={fault} onAgain={again} />}
      <p className={stage.hint} role="status">
        {name} · {levels[0]?.width} × {levels[0]?.height}
        {view === null ? null : ` · ${formats.percent(view.scale)}`}
        {micrometresPerPixel === null ? ` · ${t("scaleUnknown")}` : null}
        {stretched ? ` · ${t("stretched")}` : null}
      </p>
    </div>
  );
}

/** A part of the image that did not come, or did not come whole: the rest is shown meanwhile. */
function Missing({ fault, onAgain }: { readonly fault: unknown; readonly onAgain: () => void }) {
  const { t } = useTranslation(["image", "refusals"]);
  if (fault instanceof Refusal) return <RefusalNotice error={fault} onRetry={onAgain} />;
  return (
    <Notice tone="warn" live title={t("missing.title")}>
      <p>{t("missing.about")}</p>
      <Button onClick={onAgain}>{t("refusals:again")}</Button>
    </Notice>
  );
}

function useImageKeys(
  viewer: React.RefObject<TileViewer | null>,
  within: () => Element | null,
  alone: boolean,
  together: Together,
): void {
  const { t } = useTranslation("image");
  const zoom = (factor: number) => () => viewer.current?.move((view) => zoomBy(view, factor));
  const pan = (x: number, y: number) => () => viewer.current?.move((view) => panBy(view, -STEP * x, -STEP * y));
  const where = alone ? {} : { within };
  const keys: readonly Shortcut[] = [
    { key: "ArrowLeft", does: t("keys.left"), act: pan(-1, 0), within },
    { key: "ArrowRight", does: t("keys.right"), act: pan(1, 0), within },
    { key: "ArrowUp", does: t("keys.up"), act: pan(0, -1), within },
    { key: "ArrowDown", does: t("keys.down"), act: pan(0, 1), within },
    { key: "+", does: t("keys.zoomIn"), act: zoom(ZOOM), ...where },
    { key: "-", does: t("keys.zoomOut"), act: zoom(1 / ZOOM), ...where },
    { key: "0", does: t("keys.whole"), act: () => together.showWhole(viewer.current), ...where },
    { key: "1", does: t("keys.pixels"), act: () => viewer.current?.move((view) => ({ ...view, scale: 1 })), within },
  ];
  useShortcuts(keys);
}
