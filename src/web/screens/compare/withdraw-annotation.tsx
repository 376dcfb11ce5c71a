/** Takes back an annotation of one's own; it stays on record, with why. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { ConfirmDialog } from "../../app/confirm-dialog.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { TextArea } from "../../design/controls.tsx";
import { annotationsKey, type ListedAnnotation } from "./use-annotations.ts";

interface WithdrawAnnotationProps {
  readonly linkageId: string;
  /** Null: none is to be withdrawn. */
  readonly annotation: ListedAnnotation | null;
  readonly onClose: () => void;
}

export function WithdrawAnnotation({ linkageId, annotation, onClose }: WithdrawAnnotationProps) {
  const { t } = useTranslation("annotations");
  const annotationId = annotation?.id ?? "";
  const [reason, setReason, forget] = useDraft(`review.${linkageId}.withdrawal.${annotationId}`, "");
  return (
    <ConfirmDialog
      title={t("withdrawing", { label: annotation?.label ?? "" })}
      open={annotation !== null}
      onClose={onClose}
      go={t("withdraw")}
      content={[annotationId, reason]}
      refresh={[annotationsKey(linkageId)]}
      act={async (key) => {
        const params = { path: { linkageId, annotationId }, header: { "Idempotency-Key": key } };
        await ask(
          api.POST("/v1/linkages/{linkageId}/annotations/{annotationId}/withdrawal", { params, body: { reason } }),
        );
        forget();
      }}
    >
      {(refusal) => (
        <>
          <p>{t("withdrawAbout")}</p>
          <TextArea
            label={t("reason")}
            hint={t("reasonHint")}
            required
            value={reason}
            error={refusal?.of("reason")}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ConfirmDialog>
  );
}
