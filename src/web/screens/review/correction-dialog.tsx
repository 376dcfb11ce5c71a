/** One's own conclusion put right by a new one: what that does to the linkage is said before. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { Dialog } from "../../design/dialog.tsx";
import { Notice, Stack } from "../../design/parts.tsx";
import type { Linkage } from "../../records/use-linkage.ts";
import { useConclusionChoices } from "./conclusion-choices.ts";
import { DecisionForm } from "./decision-form.tsx";

interface CorrectionDialogProps {
  readonly linkage: Linkage;
  readonly tag: string;
  readonly conclusion: Linkage["conclusions"][number];
  readonly onClose: () => void;
}

export function CorrectionDialog({ linkage, tag, conclusion, onClose }: CorrectionDialogProps) {
  const { t } = useTranslation("review");
  const verified = linkage.conclusions.some(({ part }) => part === "verification");
  const choices = useConclusionChoices();
  return (
    <Dialog title={t("correct.title")} open onClose={onClose} wide>
      <Stack>
        <Notice tone={verified ? "warn" : "note"}>{t(verified ? "correct.reopens" : "correct.about")}</Notice>
        <DecisionForm
          draftKey={`${linkage.id}.correction.${conclusion.id}`}
          legend={t("correct.legend")}
          choices={choices}
          asksBasis
          isCorrection
          submit={t("correct.record")}
          tag={tag}
          onDone={onClose}
          send={({ choice, basis, reasons, correctionReason, tag: seen }, key) =>
            ask(
              api.POST("/v1/linkages/{linkageId}/conclusions/{conclusionId}/corrections", {
                params: {
                  path: { linkageId: linkage.id, conclusionId: conclusion.id },
                  header: { "If-Match": seen, "Idempotency-Key": key },
                },
                body: { conclusion: choice, basis, reasons, correctionReason },
              }),
            )
          }
        />
      </Stack>
    </Dialog>
  );
}
