/** The annotations that stand, with who drew them and when; below them what was corrected or withdrawn, which is kept. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lengths } from "../../app/use-lengths.ts";
import { Button } from "../../design/controls.tsx";
import { showAnnotation } from "../../viewers/annotate.ts";
import { lengthOf } from "../../viewers/annotation-shapes.ts";
import styles from "./annotations.module.css";
import { SaidBy } from "./said-by.tsx";
import type { Annotations, DrawnOn, ListedAnnotation } from "./use-annotations.ts";
import type { UsedMicroscope } from "./use-microscope.ts";
import { WithdrawAnnotation } from "./withdraw-annotation.tsx";

interface AnnotationListProps {
  readonly used: UsedMicroscope;
  readonly on: DrawnOn;
  readonly annotations: Annotations;
  readonly lengths: Lengths;
  readonly onCorrect: (row: ListedAnnotation) => void;
}

export function AnnotationList({ used: { store, state }, on, annotations, lengths, onCorrect }: AnnotationListProps) {
  const { t } = useTranslation("annotations");
  const [withdrawing, setWithdrawing] = useState<ListedAnnotation | null>(null);
  const { standing, earlier, drawn } = annotations;
  return (
    <>
      {standing.length === 0 ? (
        <p className={styles.soft}>{t("none")}</p>
      ) : (
        <ul className={`${styles.list} ${styles.standing}`}>
          {standing.map((row) => {
            const seen = drawn.find(({ id }) => id === row.id);
            const length = row.shape === null ? null : lengthOf(row.shape);
            return (
              <li key={row.id} data-chosen={row.id === state.chosenAnnotation}>
                <button
                  type="button"
                  className={styles.label}
                  aria-pressed={row.id === state.chosenAnnotation}
                  aria-label={t("showOne", { label: row.label })}
                  disabled={seen === undefined}
                  onClick={() => seen && store.change(showAnnotation(seen))}
                >
                  {row.label}
                </button>
                <div>
                  <p>
                    {row.text} {length === null ? null : <span className="figures">{lengths.say(length)}</span>}
                  </p>
                  <SaidBy act={t(`acts.${row.act}`)} own={row.own} state={row.accountState} at={row.createdAt} />
                  {row.fits ? null : <p className={styles.soft}>{t("otherMark")}</p>}
                  {row.own ? (
                    <div className={styles.row}>
                      {seen === undefined ? null : (
                        <Button look="quiet" onClick={() => onCorrect(row)}>
                          {t("correct")}
                        </Button>
                      )}
                      <Button look="quiet" onClick={() => setWithdrawing(row)}>
                        {t("withdraw")}
                      </Button>
                    </div>
                  ) : null}
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {on.verified ? null : <p className={styles.soft}>{t("blind")}</p>}
      {earlier.length === 0 ? null : (
        <details>
          <summary>{t("earlier", { number: earlier.length })}</summary>
          <ul className={styles.list}>
            {earlier.map((row) => (
              <li key={row.id}>
                <span className={styles.label}>{row.label}</span>
                <div>
                  <p>{row.act === "withdrawn" ? t("acts.withdrawn") : row.text}</p>
                  {row.reason === null ? null : <p>{t("because", { reason: row.reason })}</p>}
                  <SaidBy act={t(`acts.${row.act}`)} own={row.own} state={row.accountState} at={row.createdAt} />
                </div>
              </li>
            ))}
          </ul>
        </details>
      )}
      <WithdrawAnnotation
        linkageId={on.linkageId}
        annotation={withdrawing}
        onClose={() => setWithdrawing(null)}
        key={withdrawing?.id ?? ""}
      />
    </>
  );
}
