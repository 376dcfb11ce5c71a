/** Somebody else changed the record while it was being corrected: what was typed stays, the newer version is taken up beside it. */
import { useTranslation } from "react-i18next";
import { Refusal } from "../../api/refusal.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Button } from "../../design/controls.tsx";
import { Notice } from "../../design/parts.tsx";

export function ChangeRefused({ error, onTakeUp }: { readonly error: unknown; readonly onTakeUp: () => void }) {
  const { t } = useTranslation("evidence");
  if (!(error instanceof Refusal) || error.code !== "PRECONDITION_FAILED") return <RefusalNotice error={error} />;
  return (
    <Notice tone="warn" live title={t("changedMeanwhile")}>
      <p>{t("changedMeanwhileText")}</p>
      <Button onClick={onTakeUp}>{t("takeUp")}</Button>
    </Notice>
  );
}
