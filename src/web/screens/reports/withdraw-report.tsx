/** A report that no longer stands is withdrawn with a reason: a new record; nothing is deleted. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { Button, TextArea } from "../../design/controls.tsx";
import { Notice } from "../../design/parts.tsx";

export function WithdrawReport({ reportId }: { readonly reportId: string }) {
  const { t } = useTranslation("reports");
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [reason, setReason, forget] = useDraft(`report-withdrawal.${reportId}`, "");
  const readAnew = () => void client.invalidateQueries({ queryKey: ["reports"] });
  const withdraw = useAct(
    (body: { reason: string }, key) =>
      ask(
        api.POST("/v1/reports/{reportId}/withdraw", {
          params: { path: { reportId }, header: { "Idempotency-Key": key } },
          body,
        }),
      ),
    {
      refresh: [["reports"]],
      onDone: () => {
        forget();
        setOpen(false);
      },
    },
  );
  const refusal = withdraw.error === null ? null : toRefusal(withdraw.error);
  const begin = () => {
    withdraw.reset();
    setOpen(true);
  };
  return (
    <>
      <Button look="danger" onClick={begin}>
        {t("withdraw")}
      </Button>
      <FormDialog
        title={t("withdrawTitle")}
        open={open}
        onClose={() => setOpen(false)}
        go={t("withdraw")}
        look={"danger"}
        busy={withdraw.isPending}
        incomplete={reason.trim() === ""}
        onSend={() => withdraw.mutate({ reason: reason.trim() })}
      >
        <p>{t("withdrawAbout")}</p>
        <TextArea
          label={t("withdrawReason")}
          hint={t("withdrawReasonHint")}
          required
          maxLength={2000}
          value={reason}
          error={refusal?.of("reason")}
          onChange={(event) => setReason(event.target.value)}
        />
        {refusal === null || refusal.of("reason") !== undefined ? null : refusal.code === "CONFLICT" ? (
          <Notice tone="warn" live title={t("alreadyWithdrawn")}>
            <Button
              onClick={() => {
                setOpen(false);
                readAnew();
              }}
            >
              {t("open")}
            </Button>
          </Notice>
        ) : (
          <RefusalNotice error={withdraw.error} />
        )}
      </FormDialog>
    </>
  );
}
