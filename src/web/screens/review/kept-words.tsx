/** Words that were typed and can no longer be sent as they were meant: to be read and copied until the person clears them. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/controls.tsx";
import { Notice } from "../../design/parts.tsx";
import type { Step } from "./find-step.ts";
import styles from "./review.module.css";
import { forgetTyped, listTyped } from "./typed.ts";

interface KeptWordsProps {
  readonly linkageId: string;
  /** Whose form shows its own words; null: no form is there. */
  readonly step: Step | null;
}

export function KeptWords({ linkageId, step }: KeptWordsProps) {
  const { t } = useTranslation("review");
  const [, setCleared] = useState(false);
  const words = listTyped(linkageId, step);
  if (words.length === 0) return null;
  const clear = () => {
    forgetTyped(linkageId, step);
    setCleared(true);
  };
  return (
    <Notice title={t("conflict.typed")}>
      {words.map((text) => (
        <p key={text} className={styles.said}>
          {text}
        </p>
      ))}
      <Button onClick={clear}>{t("conflict.clear")}</Button>
    </Notice>
  );
}
