/** Asks for the reports about a case of the own state. What was typed is kept until it was sent. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { endOfDay } from "../../app/end-of-day.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { useShortcuts } from "../../app/use-shortcuts.ts";
import { Button, TextArea, TextField } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { ButtonRow, Stack } from "../../design/parts.tsx";

const NOTHING = { caseNumber: "", purpose: "", expiresOn: "" };

export function NewRequest() {
  const { t } = useTranslation("reportRequests");
  // Other rooms lead here with `?case=NUMBER`.
  const [search, setSearch] = useSearchParams();
  const named = search.get("case");
  const [open, setOpen] = useState(named !== null);
  const close = () => {
    setOpen(false);
    if (named !== null) setSearch({}, { replace: true });
  };
  useShortcuts([{ key: "n", does: t("new"), act: () => setOpen(true) }]);
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {t("new")}
      </Button>
      <Dialog title={t("new")} open={open} onClose={close}>
        <RequestForm caseNumber={named ?? ""} onClose={close} />
      </Dialog>
    </>
  );
}

function RequestForm({ caseNumber, onClose }: { caseNumber: string; onClose: () => void }) {
  const { t } = useTranslation("reportRequests");
  const navigate = useNavigate();
  const [draft, setDraft, forget] = useDraft("report-request", NOTHING);
  const typed = { ...draft, caseNumber: draft.caseNumber === "" ? caseNumber : draft.caseNumber };
  const send = useAct(
    ({ caseNumber: number, purpose, expiresOn }: typeof NOTHING, key) =>
      ask(
        api.POST("/v1/report-requests", {
          params: { header: { "Idempotency-Key": key } },
          body: {
            caseNumber: number.trim(),
            purpose: purpose.trim(),
            ...(expiresOn === "" ? {} : { expiresAt: endOfDay(expiresOn) }),
          },
        }),
      ),
    {
      refresh: [["report-requests"]],
      onDone: ({ id }) => {
        forget();
        onClose();
        void navigate(`/report-requests/${id}`);
      },
    },
  );
  const refusal = send.error === null ? null : toRefusal(send.error);
  const change = (part: Partial<typeof NOTHING>) => {
    setDraft({ ...typed, ...part });
    if (send.error !== null) send.reset();
  };
  const noCase = refusal?.code === "NOT_FOUND" ? t("noSuchCase") : refusal?.of("caseNumber");
  const inFields = refusal !== null && (noCase ?? refusal.of("purpose") ?? refusal.of("expiresAt")) !== undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(typed);
      }}
    >
      <Stack>
        <p>{t("newAbout")}</p>
        <TextField
          label={t("caseNumber")}
          hint={t("caseNumberHint")}
          required
          autoComplete="off"
          value={typed.caseNumber}
          error={noCase}
          onChange={(event) => change({ caseNumber: event.target.value })}
        />
        <TextArea
          label={t("purpose")}
          hint={t("purposeHint")}
          required
          maxLength={1000}
          value={typed.purpose}
          error={refusal?.of("purpose")}
          onChange={(event) => change({ purpose: event.target.value })}
        />
        <TextField
          type="date"
          label={t("expires")}
          hint={t("expiresHint")}
          value={typed.expiresOn}
          error={refusal?.of("expiresAt")}
          onChange={(event) => change({ expiresOn: event.target.value })}
        />
        {refusal === null || inFields ? null : <RefusalNotice error={send.error} />}
        <ButtonRow>
          <Button
            type="submit"
            look="primary"
            busy={send.isPending}
            disabled={typed.caseNumber.trim() === "" || typed.purpose.trim() === ""}
          >
            {t("send")}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </ButtonRow>
      </Stack>
    </form>
  );
}
