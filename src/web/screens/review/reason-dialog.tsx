/** Something that takes a reason: declined, asked for, split off, merged. What was typed is kept until it was sent. */
import { type FormEvent, type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { makeIdempotencyKey } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { useAct } from "../../app/queries.ts";
import { useDraft } from "../../app/use-draft.ts";
import { Button, TextArea } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { ButtonRow, Stack } from "../../design/parts.tsx";
import { DecisionRefusal } from "./decision-refusal.tsx";
import { AFTER_DECISION } from "./use-linkage.ts";

interface ReasonDialogProps {
  readonly draftKey: string;
  readonly title: string;
  readonly about: ReactNode;
  readonly label: string;
  readonly submit: string;
  readonly danger?: boolean;
  readonly open: boolean;
  readonly send: (reason: string, key: string) => Promise<unknown>;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { t } = useTranslation("review");
  const [reason, setReason, forget] = useDraft(`review.${props.draftKey}`, "");
  const key = useRef<string | null>(null);
  const act = useAct((input: { reason: string; key: string }) => props.send(input.reason, input.key), {
    refresh: AFTER_DECISION,
    onDone: () => {
      forget();
      props.onDone();
    },
  });
  const refusal = act.error ? toRefusal(act.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    key.current ??= makeIdempotencyKey();
    act.mutate({ reason, key: key.current });
  };
  return (
    <Dialog title={props.title} open={props.open} onClose={props.onClose}>
      <form onSubmit={submit}>
        <Stack>
          <div>{props.about}</div>
          <TextArea
            label={props.label}
            hint={t("reasonsHint")}
            required
            value={reason}
            error={refusal?.of("reason")}
            onChange={(event) => {
              key.current = null;
              setReason(event.target.value);
            }}
          />
          {refusal === null ? null : <DecisionRefusal refusal={refusal} />}
          <ButtonRow>
            <Button
              type="submit"
              look={props.danger ? "danger" : "primary"}
              busy={act.isPending}
              disabled={reason.trim() === ""}
            >
              {props.submit}
            </Button>
            <Button onClick={props.onClose}>{t("cancel")}</Button>
          </ButtonRow>
        </Stack>
      </form>
    </Dialog>
  );
}
