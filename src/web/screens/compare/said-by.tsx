/** Whose an entry of the bench notes is, and of when. */
import { useTranslation } from "react-i18next";
import type { StateCode } from "../../../domain/states.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import styles from "./annotations.module.css";

interface SaidByProps {
  /** What was done, in words. */
  readonly act?: string;
  readonly own: boolean;
  readonly state: StateCode;
  readonly at: string;
}

export function SaidBy({ act, own, state, at }: SaidByProps) {
  const { t } = useTranslation("annotations");
  const formats = useFormats();
  const terms = useTerms();
  return (
    <p className={styles.soft}>
      {act === undefined ? null : `${act} · `}
      {own ? t("you") : t("examinerOf", { state: terms.states[state] })} ·{" "}
      <time dateTime={at}>{formats.moment(at)}</time>
    </p>
  );
}
