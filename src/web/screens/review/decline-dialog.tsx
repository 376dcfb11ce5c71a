/** Who was asked says why not; the system asks the next. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

interface DeclineDialogProps {
  readonly assignment: Schema<"Assignment">;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function DeclineDialog({ assignment, open, onClose }: DeclineDialogProps) {
  const { t } = useTranslation("review");
  return (
    <ReasonDialog
      draftKey={`${assignment.linkageId}.decline.${assignment.id}`}
      title={t("decline.title")}
      about={t("decline.about")}
      label={t("decline.reason")}
      submit={t("decline.go")}
      open={open}
      onClose={onClose}
      onDone={onClose}
      send={(reason, key) =>
        ask(
          api.POST("/v1/verifications/{assignmentId}/decline", {
            params: { path: { assignmentId: assignment.id }, header: { "Idempotency-Key": key } },
            body: { reason },
          }),
        )
      }
    />
  );
}
