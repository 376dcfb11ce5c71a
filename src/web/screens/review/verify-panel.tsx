/** Blind: what is shown and what is not, the conclusion, and a way to decline. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Notice } from "../../design/parts.tsx";
import type { Linkage } from "../../records/use-linkage.ts";
import { ConcludeForm } from "./conclude-forms.tsx";
import { DeclineDialog } from "./decline-dialog.tsx";

interface VerifyPanelProps {
  readonly linkage: Linkage;
  readonly tag: string;
  readonly asked: Schema<"Assignment">;
  readonly onDone: () => void;
  readonly onLooked: () => void;
}

export function VerifyPanel({ linkage, tag, asked, onDone, onLooked }: VerifyPanelProps) {
  const { t } = useTranslation("review");
  const formats = useFormats();
  const [declining, setDeclining] = useState(false);
  return (
    <>
      <Notice title={t("blind.title")}>
        <p>{t("blind.about")}</p>
        {asked.expiresAt === null ? null : <p>{t("blind.until", { when: formats.moment(asked.expiresAt) })}</p>}
      </Notice>
      <ConcludeForm {...{ linkage, tag, onDone, onLooked }} legend={t("verifyLegend")} />
      <Button look="quiet" onClick={() => setDeclining(true)}>
        {t("decline.go")}
      </Button>
      <DeclineDialog assignment={asked} open={declining} onClose={() => setDeclining(false)} />
    </>
  );
}
