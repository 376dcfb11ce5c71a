/** Why a decision was not taken, in plain words: somebody else was first, the system asked another, something is to be said before. */
import { useTranslation } from "react-i18next";
import type { Refusal } from "../../api/refusal.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Button } from "../../design/controls.tsx";
import { Notice } from "../../design/parts.tsx";

/** What somebody else recorded is on the page by now; the own text stays until the person looked. */
export function ChangedNotice({ onLooked }: { readonly onLooked: () => void }) {
  const { t } = useTranslation("review");
  return (
    <Notice tone="warn" live title={t("conflict.changed")}>
      <p>{t("conflict.changedAbout")}</p>
      <Button onClick={onLooked}>{t("conflict.looked")}</Button>
    </Notice>
  );
}

const OWN_WORDS = [
  "CONFLICT",
  "PRECONDITION_FAILED",
  "VERIFIER_NOT_ASSIGNED",
  "SAME_EXAMINER",
  "CONSULTATION_STATEMENTS_MISSING",
  "KNOWN_PAIR",
  "VERIFICATION_MISSING",
] as const;

export function DecisionRefusal({ refusal }: { readonly refusal: Refusal }) {
  const { t } = useTranslation("review");
  const code = OWN_WORDS.find((each) => each === refusal.code);
  if (code === undefined) return refusal.errors.length > 0 ? null : <RefusalNotice error={refusal} />;
  return (
    <Notice tone="warn" live title={t(`conflict.${code}`)}>
      {t("conflict.kept")}
    </Notice>
  );
}
