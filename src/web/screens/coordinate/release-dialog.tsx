/** Opens one case to one state until a day, for a purpose. The case is named as people name it: by its number. */
import { useTranslation } from "react-i18next";
import type { StateCode } from "../../../domain/states.ts";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { endOfDay } from "../../app/end-of-day.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { useSelf } from "../../app/session.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { useStateChoices } from "../../app/use-state-choices.ts";
import { SelectField, TextArea, TextField } from "../../design/controls.tsx";
import { FieldRow, Notice } from "../../design/parts.tsx";
import { findOwnCase } from "../../records/find-own-case.ts";

const NOTHING = { caseNumber: "", toState: "", purpose: "", until: "" };

export function ReleaseDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("sharing");
  const self = useSelf();
  const states = useStateChoices().filter(({ value }) => value !== self.state);
  const [draft, setDraft, forget] = useDraft("release", NOTHING);
  const release = useAct(
    async ({ caseNumber, toState, purpose, until }: typeof NOTHING, key) => {
      const caseId = await findOwnCase(caseNumber, self.state, t("release.noCase", { number: caseNumber }));
      const body = { caseId, toState: toState as StateCode, purpose, expiresAt: endOfDay(until) };
      return ask(api.POST("/v1/releases", { body, params: { header: { "Idempotency-Key": key } } }));
    },
    {
      refresh: [["releases"]],
      onDone: () => {
        forget();
        onClose();
      },
    },
  );
  const refused = release.error ? toRefusal(release.error) : null;
  const set = (part: Partial<typeof NOTHING>) => setDraft({ ...draft, ...part });
  return (
    <FormDialog
      title={t("release.make")}
      open
      onClose={onClose}
      go={t("release.go")}
      busy={release.isPending}
      onSend={() => release.mutate(draft)}
      error={refused}
    >
      <Notice tone="warn">{t("release.means")}</Notice>
      <FieldRow>
        <TextField
          label={t("release.caseNumber")}
          required
          value={draft.caseNumber}
          error={refused?.of("caseNumber")}
          onChange={(event) => set({ caseNumber: event.target.value })}
        />
        <SelectField
          label={t("release.to")}
          required
          value={draft.toState}
          choices={[{ value: "", label: t("choose") }, ...states]}
          error={refused?.of("toState")}
          onChange={(event) => set({ toState: event.target.value })}
        />
      </FieldRow>
      <TextArea
        label={t("release.purpose")}
        hint={t("release.purposeHint")}
        required
        value={draft.purpose}
        error={refused?.of("purpose")}
        onChange={(event) => set({ purpose: event.target.value })}
      />
      <TextField
        label={t("release.until")}
        type="date"
        required
        value={draft.until}
        error={refused?.of("expiresAt")}
        onChange={(event) => set({ until: event.target.value })}
      />
    </FormDialog>
  );
}
