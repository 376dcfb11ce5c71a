/** A dialog that asks for one text and sends it: a reason, or an answer. Kept while it is typed; somebody else's earlier step is told. */
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { Button, TextArea } from "../../design/controls.tsx";
import { Notice } from "../../design/parts.tsx";

interface WordsDialogProps {
  readonly draft: string;
  readonly button: string;
  readonly title: string;
  readonly about?: ReactNode;
  readonly label: string;
  readonly hint?: string;
  readonly submit: string;
  /** The field that the API names. */
  readonly field: "reason" | "words";
  readonly danger?: boolean;
  readonly send: (text: string, key: string) => Promise<unknown>;
}

export function WordsDialog({ draft, button, title, submit, field, danger = false, send, ...words }: WordsDialogProps) {
  const { t } = useTranslation("reportRequests");
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [text, setText, forget] = useDraft(draft, "");
  const act = useAct(send, {
    refresh: [["report-requests"]],
    onDone: () => {
      forget();
      setOpen(false);
    },
  });
  const refusal = act.error === null ? null : toRefusal(act.error);
  return (
    <>
      <Button
        look={danger ? "danger" : "plain"}
        onClick={() => {
          act.reset();
          setOpen(true);
        }}
      >
        {button}
      </Button>
      <FormDialog
        title={title}
        open={open}
        onClose={() => setOpen(false)}
        go={submit}
        look={danger ? "danger" : "primary"}
        busy={act.isPending}
        incomplete={text.trim() === ""}
        onSend={() => act.mutate(text.trim())}
      >
        {words.about ? <p>{words.about}</p> : null}
        <TextArea
          label={words.label}
          hint={words.hint}
          required
          maxLength={2000}
          value={text}
          error={refusal?.of(field)}
          onChange={(event) => setText(event.target.value)}
        />
        {refusal === null || refusal.of(field) !== undefined ? null : refusal.code === "CONFLICT" ? (
          <Notice tone="warn" live title={t("page.changed")}>
            <Button
              onClick={() => {
                setOpen(false);
                void client.invalidateQueries({ queryKey: ["report-requests"] });
              }}
            >
              {t("page.reload")}
            </Button>
          </Notice>
        ) : (
          <RefusalNotice error={act.error} />
        )}
      </FormDialog>
    </>
  );
}
