/** The annotation that is being drawn: which mark, where in numbers, and in what words. */
import { type FormEvent, type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import type { Lengths } from "../../app/use-lengths.ts";
import { Button, SelectField, TextArea } from "../../design/controls.tsx";
import { ButtonRow } from "../../design/parts.tsx";
import { moveToSide } from "../../viewers/annotate.ts";
import { type AnnotationShape, shapeOf } from "../../viewers/annotation-shapes.ts";
import { type SideName, set } from "../../viewers/microscope-state.ts";
import { AnnotationPlaces } from "./annotation-places.tsx";
import styles from "./annotations.module.css";
import type { UsedDraft } from "./use-annotation-draft.ts";
import { annotationsKey, type DrawnOn, type ListedAnnotation, MOST_LETTERS } from "./use-annotations.ts";
import type { UsedMicroscope } from "./use-microscope.ts";

/** Fields beside which it is said what is wrong with them. */
const SHOWN_AT = new Set(["text", "shape", "reason"]);

interface AnnotationFormProps {
  readonly used: UsedMicroscope;
  readonly on: DrawnOn;
  readonly drafted: UsedDraft;
  readonly words: RefObject<HTMLTextAreaElement | null>;
  readonly listed: readonly ListedAnnotation[];
  readonly lengths: Lengths;
}

export function AnnotationForm({ used, on, drafted, words, listed, lengths }: AnnotationFormProps) {
  const { t } = useTranslation("annotations");
  const { store, host } = used;
  const { typed, draft, type, clear } = drafted;
  const shape = draft === null ? null : shapeOf(draft);
  useFocusWhenDrawn(shape, draft?.kind === "outline", words);
  const sending = useAct(({ content, of }: { content: Sent; of: DrawnOn }, key) => send(of, content, key), {
    refresh: [annotationsKey(on.linkageId)],
    onDone: () => {
      clear();
      host.current?.focus();
    },
  });
  const refusal = sending.error ? toRefusal(sending.error) : null;
  if (draft === null || draft.points.length === 0) {
    return typed.text === "" ? null : <p className={styles.soft}>{t("keptWords", { text: typed.text })}</p>;
  }
  const corrected = typed.correcting === null ? undefined : listed.find(({ id }) => id === typed.correcting);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (shape === null) return;
    const { text, reason, correcting } = typed;
    sending.mutate({ content: { side: draft.side, shape, text, reason, correcting }, of: on });
  };
  const stop = () => {
    sending.reset();
    clear();
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-label={t("new")}>
      <h3>
        {typed.correcting === null ? t(`newKinds.${draft.kind}`) : t("correcting", { label: corrected?.label ?? "" })}
      </h3>
      {typed.correcting === null ? (
        <SelectField
          label={t("side")}
          choices={(["a", "b"] as const).map((value) => ({ value, label: value.toUpperCase() }))}
          value={draft.side}
          onChange={(event) => store.change(moveToSide(event.target.value as SideName))}
        />
      ) : null}
      <AnnotationPlaces
        draft={draft}
        lengths={lengths}
        onChange={(next) => store.change(set({ draft: next, tool: "annotate" }))}
      />
      <TextArea
        ref={words}
        label={t("text")}
        hint={t("textHint")}
        required
        rows={2}
        maxLength={MOST_LETTERS}
        value={typed.text}
        error={refusal?.of("text") ?? refusal?.of("shape")}
        onChange={(event) => type({ text: event.target.value })}
      />
      {typed.correcting === null ? null : (
        <TextArea
          label={t("reason")}
          hint={t("reasonHint")}
          required
          rows={2}
          value={typed.reason}
          error={refusal?.of("reason")}
          onChange={(event) => type({ reason: event.target.value })}
        />
      )}
      {refusal === null || refusal.errors.some(({ field }) => SHOWN_AT.has(field)) ? null : (
        <RefusalNotice error={refusal} />
      )}
      <ButtonRow>
        <Button type="submit" busy={sending.isPending} disabled={shape === null || typed.text.trim() === ""}>
          {t("keep")}
        </Button>
        <Button look="quiet" onClick={stop}>
          {t("discard")}
        </Button>
      </ButtonRow>
    </form>
  );
}

/** Once it is whole its words are asked for; an outline may have more corners. */
function useFocusWhenDrawn(
  shape: AnnotationShape | null,
  goesOn: boolean,
  words: RefObject<HTMLTextAreaElement | null>,
): void {
  const whole = shape !== null && !goesOn;
  const before = useRef(whole);
  useEffect(() => {
    if (whole && !before.current) words.current?.focus({ preventScroll: true });
    before.current = whole;
  }, [whole, words]);
}

interface Sent {
  readonly side: SideName;
  readonly shape: AnnotationShape;
  readonly text: string;
  readonly reason: string;
  readonly correcting: string | null;
}

function send({ linkageId, candidateId, comparisonId }: DrawnOn, sent: Sent, key: string) {
  const header = { "Idempotency-Key": key };
  const { side, text, reason, correcting } = sent;
  const shape = copy(sent.shape);
  if (correcting === null) {
    const params = { path: { linkageId }, header };
    const body = { candidateId, comparisonId, side, shape, text };
    return ask(api.POST("/v1/linkages/{linkageId}/annotations", { params, body }));
  }
  const params = { path: { linkageId, annotationId: correcting }, header };
  const body = { shape, text, reason };
  return ask(api.POST("/v1/linkages/{linkageId}/annotations/{annotationId}/correction", { params, body }));
}

const copy = (shape: AnnotationShape) =>
  shape.kind === "outline" ? { ...shape, points: shape.points.map(({ x, y }) => ({ x, y })) } : shape;
