/** The comparison microscope of one pair of marks: the stage, its tools, and what was found on it. */
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLengths } from "../../app/use-lengths.ts";
import { usePalette } from "../../app/use-palette.ts";
import { useFormats } from "../../app/use-words.ts";
import { Notice } from "../../design/parts.tsx";
import stage from "../../design/stage.module.css";
import { set } from "../../viewers/microscope-state.ts";
import { sampleLine } from "../../viewers/sample-line.ts";
import { AnnotationPanel } from "./annotation-panel.tsx";
import { CellList } from "./cell-list.tsx";
import styles from "./compare.module.css";
import { KeepPicture } from "./keep-picture.tsx";
import { LineProfile } from "./line-profile.tsx";
import { MicroscopeSettings } from "./microscope-settings.tsx";
import { MicroscopeTools } from "./microscope-tools.tsx";
import { PicturesPanel } from "./pictures-panel.tsx";
import { savePicture } from "./save-picture.ts";
import { type DrawnOn, useAnnotations } from "./use-annotations.ts";
import type { MarkPair, PairEvidence } from "./use-marks.ts";
import { useMicroscope } from "./use-microscope.ts";
import { useMicroscopeKeys } from "./use-microscope-keys.ts";

interface MicroscopeProps {
  readonly pair: MarkPair;
  readonly evidence: PairEvidence;
  readonly on: DrawnOn;
  readonly names: { readonly a: string; readonly b: string };
  /** Of a picture that is saved. */
  readonly fileName: string;
  /** Finer marks are under way. */
  readonly coarse: boolean;
}

export function Microscope({ pair, evidence, on, names, fileName, coarse }: MicroscopeProps) {
  const { t } = useTranslation("compare");
  const lengths = useLengths(pair.scaleKnown);
  const formats = useFormats();
  const palette = usePalette();
  const { cells } = evidence;
  const annotations = useAnnotations(on);
  const used = useMicroscope(pair, { cells, annotations: annotations.drawn, names, sayLength: lengths.say, palette });
  const { store, state, host, microscope, blind } = used;
  const realign = useCallback(() => store.change(set({ pose: pair.pose })), [store, pair.pose]);
  const save = useCallback(async () => {
    const picture = await microscope.current?.capture();
    if (picture !== undefined) savePicture(picture, fileName);
  }, [microscope, fileName]);
  const [picture, setPicture] = useState<Blob | null>(null);
  const keep = useCallback(async () => setPicture((await microscope.current?.capture()) ?? null), [microscope]);
  useMicroscopeKeys(used, { save, keep, realign, cells });
  const lit = pair.a.kind === "topography" && pair.b.kind === "topography";
  const { line, pose, tool } = state;
  const samples = useMemo(
    () => (line !== null && tool !== "measure" && tool !== "annotate" ? sampleLine(pair, pose, line) : null),
    [line, tool, pair, pose],
  );
  if (blind)
    return (
      <Notice tone="warn" title={t("blind.title")} live>
        {t("blind.body")}
      </Notice>
    );
  return (
    <div className={styles.microscope}>
      <MicroscopeTools used={used} lit={lit} hasCells={cells.length > 0} onSave={() => void save()} />
      <div className={styles.bench}>
        <div className={styles.stageFrame}>
          <div
            ref={host}
            className={`${stage.stage} ${styles.stage}`}
            data-tool={tool}
            data-points={coarse ? "few" : "all"}
            role="application"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move what is shown here.
            tabIndex={0}
            aria-label={t("stage", names)}
            aria-describedby="microscope-hint"
          />
          {/* What turns by itself is not read out at each turn. */}
          <p id="microscope-hint" className={stage.hint} role="status" aria-live={used.turning ? "off" : "polite"}>
            {coarse ? t("coarse") : hintOf()}
          </p>
          {samples === null ? null : <LineProfile samples={samples} lengths={lengths} names={names} />}
        </div>
        <div className={styles.rail}>
          <MicroscopeSettings used={used} registered={pair.pose} lengths={lengths} onRealign={realign} />
          <AnnotationPanel {...{ used, on, annotations, lengths }} />
          <PicturesPanel on={on} onKeep={() => void keep()} />
          {cells.length > 0 ? (
            <CellList
              cells={cells}
              counted={evidence.counted}
              chosen={state.chosenCell}
              onChoose={(index) => store.change(set({ cells: true, chosenCell: index }))}
            />
          ) : null}
        </div>
      </div>
      <KeepPicture on={on} picture={picture} onClose={() => setPicture(null)} />
    </div>
  );

  function hintOf(): string {
    if (state.start !== null) return t("hints.end");
    if (tool === "measure" && line !== null) {
      return t("lengthIs", { length: lengths.say(Math.hypot(line.to.x - line.from.x, line.to.y - line.from.y)) });
    }
    if (tool === "annotate") {
      const side = (state.draft?.side ?? state.active).toUpperCase();
      return t(state.kind === "outline" ? "hints.outline" : "hints.annotate", { side });
    }
    const cell = cells.find(({ index }) => index === state.chosenCell);
    if (cell !== undefined) {
      return `${t("cells.number")} ${cell.number ?? t("cells.notCongruent")} · ${t("correlation")} ${formats.number(cell.correlation, 2)}`;
    }
    if (state.layout === "flicker") return t("hints.flicker", { name: names[state.shown] });
    return t(`hints.${tool}`);
  }
}
