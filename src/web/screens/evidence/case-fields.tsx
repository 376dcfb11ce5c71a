/** The fields of a case, for a new one and for a correction. */
import { useTranslation } from "react-i18next";
import type { Refusal } from "../../api/refusal.ts";
import { useTerms } from "../../app/use-words.ts";
import { CheckField, SelectField, TextArea, TextField } from "../../design/controls.tsx";
import { FieldRow, Stack } from "../../design/parts.tsx";
import type { CaseDraft } from "./case-draft.ts";

interface CaseFieldsProps {
  readonly draft: CaseDraft;
  readonly onChange: (draft: CaseDraft) => void;
  readonly refusal: Refusal | null;
}

export function CaseFields({ draft, onChange, refusal }: CaseFieldsProps) {
  const { t } = useTranslation("evidence");
  const terms = useTerms();
  const set = (change: Partial<CaseDraft>) => onChange({ ...draft, ...change });
  const wrong = (field: keyof CaseDraft) => refusal?.of(field);
  return (
    <Stack>
      <FieldRow>
        <TextField
          label={t("caseNumber")}
          hint={t("caseNumberHint")}
          required
          autoFocus
          maxLength={100}
          value={draft.caseNumber}
          error={wrong("caseNumber")}
          onChange={(event) => set({ caseNumber: event.target.value })}
        />
        <SelectField
          label={t("eventType")}
          required
          value={draft.eventType}
          error={wrong("eventType")}
          choices={[
            { value: "", label: t("choose") },
            ...Object.entries(terms.eventTypes).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(event) => set({ eventType: event.target.value as CaseDraft["eventType"] })}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          label={t("occurredOn")}
          type="date"
          value={draft.occurredOn}
          error={wrong("occurredOn")}
          onChange={(event) => set({ occurredOn: event.target.value })}
        />
        <TextField
          label={t("place")}
          maxLength={300}
          value={draft.place}
          error={wrong("place")}
          onChange={(event) => set({ place: event.target.value })}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          label={t("agency")}
          maxLength={200}
          value={draft.originatingAgency}
          error={wrong("originatingAgency")}
          onChange={(event) => set({ originatingAgency: event.target.value })}
        />
        <TextField
          label={t("agencyReference")}
          maxLength={200}
          value={draft.agencyReference}
          error={wrong("agencyReference")}
          onChange={(event) => set({ agencyReference: event.target.value })}
        />
      </FieldRow>
      <CheckField
        label={t("restricted")}
        checked={draft.restricted}
        onChange={(event) => set({ restricted: event.target.checked })}
      />
      <CheckField
        label={t("highProfile")}
        checked={draft.highProfile}
        onChange={(event) => set({ highProfile: event.target.checked })}
      />
      <TextArea
        label={t("comment")}
        hint={t("commentHint")}
        maxLength={4000}
        value={draft.comment}
        error={wrong("comment")}
        onChange={(event) => set({ comment: event.target.value })}
      />
    </Stack>
  );
}
