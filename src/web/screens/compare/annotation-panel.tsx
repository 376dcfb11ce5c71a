/** Bench notes on the marks: how one is drawn, the one that is being drawn, and those that are kept. */
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Asked } from "../../app/asked.tsx";
import type { Lengths } from "../../app/use-lengths.ts";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { Button } from "../../design/controls.tsx";
import { Key } from "../../design/parts.tsx";
import { ToolSwitch } from "../../design/tool-group.tsx";
import { placeInMiddle, setKind, showAnnotation } from "../../viewers/annotate.ts";
import { ANNOTATION_KINDS, type AnnotationKind } from "../../viewers/annotation-shapes.ts";
import { set } from "../../viewers/microscope-state.ts";
import { AnnotationForm } from "./annotation-form.tsx";
import { AnnotationList } from "./annotation-list.tsx";
import styles from "./annotations.module.css";
import { useAnnotationDraft } from "./use-annotation-draft.ts";
import type { Annotations, DrawnOn } from "./use-annotations.ts";
import type { UsedMicroscope } from "./use-microscope.ts";

interface AnnotationPanelProps {
  readonly used: UsedMicroscope;
  readonly on: DrawnOn;
  readonly annotations: Annotations;
  readonly lengths: Lengths;
}

export function AnnotationPanel({ used, on, annotations, lengths }: AnnotationPanelProps) {
  const { t } = useTranslation("annotations");
  const { store, state, host } = used;
  const words = useRef<HTMLTextAreaElement>(null);
  const drafted = useAnnotationDraft(on, used);
  const choose = (kind: AnnotationKind) => store.change(setKind(kind));
  const place = () => {
    store.change(set({ tool: "annotate" }));
    store.change(placeInMiddle(host.current?.clientWidth ?? 0));
    requestAnimationFrame(() => words.current?.focus());
  };
  const next = () => {
    const { drawn } = annotations;
    if (drawn.length === 0) return;
    const at = drawn.findIndex(({ id }) => id === state.chosenAnnotation);
    const one = drawn[(at + 1) % drawn.length];
    if (one !== undefined) store.change(showAnnotation(one));
  };
  const after = (kind: AnnotationKind) =>
    ANNOTATION_KINDS[(ANNOTATION_KINDS.indexOf(kind) + 1) % ANNOTATION_KINDS.length] ?? "point";
  const toggle = () => store.change((now) => ({ ...now, annotations: !now.annotations }));
  useShortcuts([
    { key: "t", does: t("keys.draw"), act: () => choose(state.kind) },
    { key: "e", does: t("keys.kind"), act: () => choose(after(state.kind)) },
    { key: "g", does: t("keys.middle"), act: place },
    { key: "i", does: t("keys.show"), act: toggle },
    { key: "o", does: t("keys.next"), act: next },
  ]);
  return (
    <section className={styles.panel}>
      <h2>{t("title")}</h2>
      <fieldset className={styles.kinds} aria-label={t("kind")}>
        {ANNOTATION_KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={state.tool === "annotate" && state.kind === kind}
            onClick={() => choose(kind)}
          >
            {t(`kinds.${kind}`)}
          </button>
        ))}
      </fieldset>
      <div className={styles.row}>
        <Button look="quiet" onClick={place}>
          {t("middle")} <Key>g</Key>
        </Button>
        <ToolSwitch label={t("shown")} on={state.annotations} shortcut="i" onToggle={toggle} />
      </div>
      <AnnotationForm {...{ used, on, drafted, words, lengths }} listed={annotations.standing} />
      <Asked query={annotations.query} lines={2}>
        {() => <AnnotationList {...{ used, on, annotations, lengths }} onCorrect={drafted.correct} />}
      </Asked>
    </section>
  );
}
