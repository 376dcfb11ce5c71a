/** Asks for an acquisition to be searched once more, with what is to differ from the search on arrival. */
import { useTranslation } from "react-i18next";
import type { StateCode } from "../../../domain/states.ts";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { useDraft } from "../../app/use-draft.ts";
import { useStateChoices } from "../../app/use-state-choices.ts";
import { SelectField, TextArea, TextField } from "../../design/controls.tsx";
import { FieldRow } from "../../design/parts.tsx";

const CALIBRES = ["related", "any"] as const;

interface Draft {
  readonly reason: string;
  readonly caseNumber: string;
  readonly calibres: (typeof CALIBRES)[number];
  readonly state: StateCode | "";
  readonly from: string;
  readonly to: string;
}

const NOTHING: Draft = { reason: "", caseNumber: "", calibres: "any", state: "", from: "", to: "" };

interface SearchDialogProps {
  readonly acquisitionId: string;
  readonly onClose: () => void;
}

export function SearchDialog({ acquisitionId, onClose }: SearchDialogProps) {
  const { t } = useTranslation("searches");
  const states = useStateChoices();
  const [draft, setDraft, forget] = useDraft<Draft>(`search.${acquisitionId}`, NOTHING);
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const search = useAct(
    ({ reason, caseNumber, calibres, state, from, to }: Draft, key) => {
      const parameters = {
        ...(calibres === "any" ? { calibres } : {}),
        ...(state === "" ? {} : { states: [state] }),
        ...(from === "" ? {} : { occurredFrom: from }),
        ...(to === "" ? {} : { occurredTo: to }),
      };
      const body = { reason, caseNumber: caseNumber.trim() === "" ? null : caseNumber.trim(), parameters };
      const params = { path: { acquisitionId }, header: { "Idempotency-Key": key } };
      return ask(api.POST("/v1/acquisitions/{acquisitionId}/correlations", { params, body }));
    },
    {
      refresh: [["correlations", acquisitionId]],
      onDone: () => {
        forget();
        onClose();
      },
    },
  );
  const refusal = search.error ? toRefusal(search.error) : null;
  return (
    <FormDialog
      title={t("once")}
      open
      onClose={onClose}
      go={t("go")}
      busy={search.isPending}
      onSend={() => search.mutate(draft)}
      error={search.error}
    >
      <p>{t("about")}</p>
      <TextArea
        label={t("reason")}
        hint={t("reasonHint")}
        required
        maxLength={2000}
        value={draft.reason}
        error={refusal?.of("reason")}
        onChange={(event) => set({ reason: event.target.value })}
      />
      <SelectField
        label={t("calibres")}
        value={draft.calibres}
        choices={CALIBRES.map((value) => ({ value, label: t(`calibre.${value}`) }))}
        onChange={(event) => set({ calibres: event.target.value as Draft["calibres"] })}
      />
      <FieldRow>
        <SelectField
          label={t("state")}
          value={draft.state}
          choices={[{ value: "", label: t("everyState") }, ...states]}
          onChange={(event) => set({ state: event.target.value as Draft["state"] })}
        />
        <TextField
          label={t("caseNumber")}
          hint={t("caseHint")}
          maxLength={100}
          value={draft.caseNumber}
          error={refusal?.of("caseNumber")}
          onChange={(event) => set({ caseNumber: event.target.value })}
        />
      </FieldRow>
      <fieldset>
        <legend>{t("period")}</legend>
        <FieldRow>
          <TextField
            label={t("from")}
            hint={t("periodHint")}
            type="date"
            value={draft.from}
            error={refusal?.of("parameters.occurredFrom")}
            onChange={(event) => set({ from: event.target.value })}
          />
          <TextField
            label={t("to")}
            type="date"
            min={draft.from === "" ? undefined : draft.from}
            value={draft.to}
            error={refusal?.of("parameters.occurredTo")}
            onChange={(event) => set({ to: event.target.value })}
          />
        </FieldRow>
      </fieldset>
    </FormDialog>
  );
}
