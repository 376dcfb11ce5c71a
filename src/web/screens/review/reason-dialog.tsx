/** Something that takes a reason: declined, asked for, split off, merged. What was typed is kept until it was sent. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { useDraft } from "../../app/use-draft.ts";
import { TextArea } from "../../design/controls.tsx";
import { AFTER_DECISION } from "../../records/use-linkage.ts";
import { DecisionRefusal } from "./decision-refusal.tsx";
import { useOvertaken } from "./use-overtaken.ts";

interface ReasonDialogProps<Made> {
  readonly draftKey: string;
  readonly title: string;
  readonly about: ReactNode;
  readonly label: string;
  readonly submit: string;
  readonly danger?: boolean;
  readonly open: boolean;
  /** What is chosen beside the reason: with another it is another request, and with none there is none. */
  readonly subject?: string;
  readonly send: (reason: string, key: string) => Promise<Made>;
  readonly onClose: () => void;
  readonly onDone: (made: Made) => void;
}

export function ReasonDialog<Made>(props: ReasonDialogProps<Made>) {
  const { t } = useTranslation("review");
  const [reason, setReason, forget] = useDraft(`review.${props.draftKey}`, "");
  // The subject is part of what is decided, though `send` knows it already.
  const act = useAct((input: { reason: string; subject: string | null }, key) => props.send(input.reason, key), {
    refresh: AFTER_DECISION,
    onDone: (made) => {
      forget();
      props.onDone(made);
    },
  });
  const refusal = act.error ? toRefusal(act.error) : null;
  useOvertaken(refusal);
  // Opened once more it does not begin with why it was refused last time.
  const close = () => {
    act.reset();
    props.onClose();
  };
  return (
    <FormDialog
      title={props.title}
      open={props.open}
      onClose={close}
      go={props.submit}
      look={props.danger ? "danger" : "primary"}
      busy={act.isPending}
      incomplete={reason.trim() === "" || props.subject === ""}
      onSend={() => act.mutate({ reason, subject: props.subject ?? null })}
    >
      <div>{props.about}</div>
      <TextArea
        label={props.label}
        hint={t("reasonsHint")}
        required
        value={reason}
        error={refusal?.of("reason")}
        onChange={(event) => setReason(event.target.value)}
      />
      {refusal === null ? null : <DecisionRefusal refusal={refusal} />}
    </FormDialog>
  );
}
