/** When an exhibit was recovered and received: its clocks run from there. A correction is a new record; the earlier ones stay. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { Asked } from "../../app/asked.tsx";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct, useAsked } from "../../app/queries.ts";
import { useDraft } from "../../app/use-draft.ts";
import { useFormats } from "../../app/use-words.ts";
import { Button, CheckField, TextArea, TextField } from "../../design/controls.tsx";
import { Badge, Facts, FieldRow, Panel, Stack } from "../../design/parts.tsx";
import { useMay } from "../../records/use-may.ts";
import styles from "./evidence.module.css";
import { fromField, toField } from "./moments.ts";

const timesKey = (exhibitId: string) => ["exhibits", "times", exhibitId] as const;

export function TimesPanel({ exhibit }: { readonly exhibit: Schema<"Exhibit"> }) {
  const { t } = useTranslation("evidence");
  const formats = useFormats();
  const may = useMay(exhibit.ownerState);
  const [open, setOpen] = useState(false);
  const times = useAsked(timesKey(exhibit.id), () =>
    ask(api.GET("/v1/exhibits/{exhibitId}/times", { params: { path: { exhibitId: exhibit.id } } })),
  );
  const now = times.data?.items.at(-1);
  return (
    <Panel
      title={t("times")}
      actions={
        may.enter && exhibit.removedAt === null && times.data ? (
          <Button onClick={() => setOpen(true)}>{now ? t("correct") : t("recordTimes")}</Button>
        ) : null
      }
    >
      <Asked query={times} lines={2}>
        {({ items }) =>
          now === undefined ? (
            <p className={styles.fineprint}>{t("noTimes")}</p>
          ) : (
            <Stack gap={3}>
              <Facts
                items={[
                  [t("recoveredAt"), now.recoveredAt === null ? null : formats.moment(now.recoveredAt)],
                  [t("receivedAt"), now.receivedAt === null ? null : formats.moment(now.receivedAt)],
                ]}
              />
              <span>
                {now.urgent ? <Badge tone="urgent">{t("urgentShort")}</Badge> : <Badge>{t("notUrgent")}</Badge>}
              </span>
              {items.length > 1 ? (
                <p className={styles.fineprint}>{t("timesHistory", { count: items.length - 1 })}</p>
              ) : null}
            </Stack>
          )
        }
      </Asked>
      {times.data && open ? (
        <TimesDialog key={now?.id ?? "first"} exhibitId={exhibit.id} now={now ?? null} onClose={() => setOpen(false)} />
      ) : null}
    </Panel>
  );
}

interface TimesDialogProps {
  readonly exhibitId: string;
  readonly now: Schema<"ExhibitTimes"> | null;
  readonly onClose: () => void;
}

function TimesDialog({ exhibitId, now, onClose }: TimesDialogProps) {
  const { t } = useTranslation("evidence");
  const [draft, setDraft, forget] = useDraft(`times.${exhibitId}.${now?.id ?? ""}`, {
    recoveredAt: toField(now?.recoveredAt ?? null),
    receivedAt: toField(now?.receivedAt ?? null),
    urgent: now?.urgent ?? false,
    reason: "",
  });
  const record = useAct(
    ({ recoveredAt, receivedAt, urgent, reason }: typeof draft, key) => {
      const body = {
        recoveredAt: fromField(recoveredAt),
        receivedAt: fromField(receivedAt),
        urgent,
        reason: reason.trim() === "" ? null : reason,
      };
      const params = { path: { exhibitId }, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/exhibits/{exhibitId}/times", { params, body }));
    },
    {
      refresh: [timesKey(exhibitId), ["acquisition-queue"]],
      onDone: () => {
        forget();
        onClose();
      },
    },
  );
  const refusal = record.error ? toRefusal(record.error) : null;
  return (
    <FormDialog
      title={t("times")}
      open
      onClose={onClose}
      go={t("save")}
      busy={record.isPending}
      onSend={() => record.mutate(draft)}
      error={record.error}
    >
      <FieldRow>
        <TextField
          label={t("recoveredAt")}
          type="datetime-local"
          value={draft.recoveredAt}
          error={refusal?.of("recoveredAt")}
          onChange={(event) => setDraft({ ...draft, recoveredAt: event.target.value })}
        />
        <TextField
          label={t("receivedAt")}
          type="datetime-local"
          value={draft.receivedAt}
          error={refusal?.of("receivedAt")}
          onChange={(event) => setDraft({ ...draft, receivedAt: event.target.value })}
        />
      </FieldRow>
      <CheckField
        label={t("urgent")}
        checked={draft.urgent}
        onChange={(event) => setDraft({ ...draft, urgent: event.target.checked })}
      />
      {now === null ? null : (
        <TextArea
          label={t("timesReason")}
          required
          value={draft.reason}
          error={refusal?.of("reason")}
          onChange={(event) => setDraft({ ...draft, reason: event.target.value })}
        />
      )}
    </FormDialog>
  );
}
