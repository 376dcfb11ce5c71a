/** The first person's word: that an exhibit may go. Nothing goes before a second one confirms it. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { ConfirmDialog } from "../../app/confirm-dialog.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { TextArea } from "../../design/controls.tsx";
import { Notice } from "../../design/parts.tsx";

interface ProposeDialogProps {
  readonly due: Schema<"DueExhibit">;
  readonly onClose: () => void;
}

export function ProposeDialog({ due, onClose }: ProposeDialogProps) {
  const { t } = useTranslation("retention");
  const [draft, setDraft, forget] = useDraft(`purge.${due.exhibitId}`, { reason: "", hitsSettled: "" });
  const body = {
    exhibitId: due.exhibitId,
    reason: draft.reason,
    ...(draft.hitsSettled.trim() === "" ? {} : { hitsSettled: draft.hitsSettled }),
  };
  return (
    <ConfirmDialog
      open
      title={t("propose.title")}
      go={t("propose.go")}
      refresh={[["purges"], ["purges-due"]]}
      onClose={onClose}
      content={draft}
      act={async (key) => {
        await ask(api.POST("/v1/purges", { body, params: { header: { "Idempotency-Key": key } } }));
        forget();
      }}
    >
      {(refusal) => (
        <>
          <Notice tone="warn">{t("propose.means")}</Notice>
          <TextArea
            label={t("propose.why")}
            required
            value={draft.reason}
            error={refusal?.of("reason")}
            onChange={(event) => setDraft({ ...draft, reason: event.target.value })}
          />
          {due.openLinkages === 0 ? null : (
            <TextArea
              label={t("propose.settled")}
              hint={t("propose.settledHint")}
              required
              value={draft.hitsSettled}
              error={refusal?.of("hitsSettled")}
              onChange={(event) => setDraft({ ...draft, hitsSettled: event.target.value })}
            />
          )}
        </>
      )}
    </ConfirmDialog>
  );
}
