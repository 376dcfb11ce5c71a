/** Holds one case, named by its number as people name it, with a reason and perhaps a last day. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { endOfDay } from "../../app/end-of-day.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { useSelf } from "../../app/session.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { TextArea, TextField } from "../../design/controls.tsx";
import { FieldRow } from "../../design/parts.tsx";
import { findOwnCase } from "../../records/find-own-case.ts";

const NOTHING = { caseNumber: "", reason: "", until: "" };

export function HoldDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("retention");
  const self = useSelf();
  const [draft, setDraft, forget] = useDraft("legal-hold", NOTHING);
  const place = useAct(
    async ({ caseNumber, reason, until }: typeof NOTHING, key) => {
      const caseId = await findOwnCase(caseNumber, self.state, t("hold.noCase", { number: caseNumber }));
      const body = { reason, until: until === "" ? null : endOfDay(until) };
      const params = { path: { caseId }, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/cases/{caseId}/legal-holds", { body, params }));
    },
    {
      refresh: [["legal-holds"], ["purges-due"]],
      onDone: () => {
        forget();
        onClose();
      },
    },
  );
  const refused = place.error ? toRefusal(place.error) : null;
  const set = (part: Partial<typeof NOTHING>) => setDraft({ ...draft, ...part });
  return (
    <FormDialog
      title={t("hold.place")}
      open
      onClose={onClose}
      go={t("hold.go")}
      busy={place.isPending}
      onSend={() => place.mutate(draft)}
      error={refused}
    >
      <p>{t("hold.means")}</p>
      <FieldRow>
        <TextField
          label={t("hold.caseNumber")}
          required
          value={draft.caseNumber}
          error={refused?.of("caseNumber")}
          onChange={(event) => set({ caseNumber: event.target.value })}
        />
        <TextField
          label={t("hold.lastDay")}
          hint={t("hold.lastDayHint")}
          type="date"
          value={draft.until}
          error={refused?.of("until")}
          onChange={(event) => set({ until: event.target.value })}
        />
      </FieldRow>
      <TextArea
        label={t("hold.why")}
        required
        value={draft.reason}
        error={refused?.of("reason")}
        onChange={(event) => set({ reason: event.target.value })}
      />
    </FormDialog>
  );
}
