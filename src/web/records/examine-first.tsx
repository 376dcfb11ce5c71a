/** Before the own exhibit is documented nothing of the other is shown (sequential unmasking): why, and the way to it. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { toRefusal } from "../api/refusal.ts";
import { Notice } from "../design/parts.tsx";

export function ExamineFirst({ exhibitId }: { readonly exhibitId: string }) {
  const { t } = useTranslation("compare");
  return (
    <Notice tone="note" title={t("examineFirst.title")}>
      <p>{t("examineFirst.body")}</p>
      <Link to={`/exhibits/${exhibitId}#examinations`}>{t("examineFirst.go")}</Link>
    </Notice>
  );
}

/** The exhibit that a refusal wants documented first; null where something else was refused. */
export function findToExamine(error: unknown): string | null {
  const { code, extra } = toRefusal(error);
  return code === "EXAMINATION_NOT_DOCUMENTED" && typeof extra.exhibitId === "string" ? extra.exhibitId : null;
}
