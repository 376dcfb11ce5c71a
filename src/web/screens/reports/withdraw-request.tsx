/** Who asked takes the request back; what was released stays released until its owner ends it. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { WordsDialog } from "./words-dialog.tsx";

export function WithdrawRequest({ requestId }: { readonly requestId: string }) {
  const { t } = useTranslation("reportRequests");
  return (
    <WordsDialog
      draft={`report-request-withdrawal.${requestId}`}
      button={t("page.withdraw")}
      title={t("page.withdrawTitle")}
      about={t("page.withdrawAbout")}
      label={t("page.withdrawReason")}
      submit={t("page.withdraw")}
      field="reason"
      danger
      send={(reason, key) =>
        ask(
          api.POST("/v1/report-requests/{requestId}/withdraw", {
            params: { path: { requestId }, header: { "Idempotency-Key": key } },
            body: { reason },
          }),
        )
      }
    />
  );
}
