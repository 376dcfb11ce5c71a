/** Of what a cast is the replica, and which way round it is. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import type { Refusal } from "../../api/refusal.ts";
import { SelectField } from "../../design/controls.tsx";
import { FieldRow } from "../../design/parts.tsx";
import type { ExhibitDraft } from "../../records/exhibit-draft.ts";

interface CastFieldsProps {
  readonly draft: ExhibitDraft;
  readonly onChange: (draft: ExhibitDraft) => void;
  readonly refusal: Refusal | null;
  /** Of the same case. */
  readonly parents: readonly Schema<"Exhibit">[];
}

export function CastFields({ draft, onChange, refusal, parents }: CastFieldsProps) {
  const { t } = useTranslation("evidence");
  return (
    <FieldRow>
      <SelectField
        label={t("parent")}
        required
        value={draft.parentExhibitId}
        error={refusal?.of("parentExhibitId")}
        choices={[
          { value: "", label: t("choose") },
          ...parents.map(({ id, exhibitNumber }) => ({ value: id, label: exhibitNumber })),
        ]}
        onChange={(event) => onChange({ ...draft, parentExhibitId: event.target.value })}
      />
      <SelectField
        label={t("polarity")}
        required
        value={draft.castPolarity}
        error={refusal?.of("castPolarity")}
        choices={[
          { value: "", label: t("choose") },
          { value: "negative", label: t("polarities.negative") },
          { value: "positive", label: t("polarities.positive") },
        ]}
        onChange={(event) => onChange({ ...draft, castPolarity: event.target.value as ExhibitDraft["castPolarity"] })}
      />
    </FieldRow>
  );
}
