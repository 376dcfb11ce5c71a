/** The class characteristics that an exhibit of the type can have, in the domain's enumerations. */
import { useTranslation } from "react-i18next";
import type { Refusal } from "../api/refusal.ts";
import { CheckField, SelectField, TextField } from "../design/controls.tsx";
import { FieldRow, Stack } from "../design/parts.tsx";
import { CHOICES, type Characteristic, type ExhibitDraft, FIELDS_OF, isChosen, isMeasured } from "./exhibit-draft.ts";
import styles from "./records.module.css";

interface CharacteristicsFieldsProps {
  readonly draft: ExhibitDraft;
  readonly onChange: (draft: ExhibitDraft) => void;
  readonly refusal: Refusal | null;
}

const MOST_LANDS = 32;
const WIDEST_MILLIMETRES = 20;

export function CharacteristicsFields({ draft, onChange, refusal }: CharacteristicsFieldsProps) {
  const { t } = useTranslation("evidence");
  const set = (name: Characteristic, value: string | readonly string[]) =>
    onChange({ ...draft, characteristics: { ...draft.characteristics, [name]: value } });
  const textOf = (name: Characteristic) => {
    const value = draft.characteristics[name];
    return typeof value === "string" ? value : "";
  };
  const fields = FIELDS_OF[draft.type];
  return (
    <Stack>
      <FieldRow>
        {fields
          .filter((name) => name !== "breechFaceClass")
          .map((name) => {
            const shared = {
              label: t(`fields.${name}`),
              value: textOf(name),
              error: refusal?.of(`characteristics.${name}`),
            };
            if (isChosen(name)) {
              return (
                <SelectField
                  key={name}
                  {...shared}
                  choices={[
                    { value: "", label: t("unknown") },
                    ...CHOICES[name].map((value) => ({ value, label: t(`values.${value}`) })),
                  ]}
                  onChange={(event) => set(name, event.target.value)}
                />
              );
            }
            const number =
              name === "numberOfLands"
                ? { type: "number", min: 2, max: MOST_LANDS, step: 1 }
                : { type: "number", min: 0, max: WIDEST_MILLIMETRES, step: "any" };
            return (
              <TextField
                key={name}
                {...shared}
                {...(isMeasured(name) ? number : { maxLength: 200 })}
                onChange={(event) => set(name, event.target.value)}
              />
            );
          })}
      </FieldRow>
      {fields.includes("breechFaceClass") ? (
        <BreechFaceClasses
          chosen={draft.characteristics.breechFaceClass ?? []}
          onChange={(chosen) => set("breechFaceClass", chosen)}
        />
      ) : null}
    </Stack>
  );
}

/** Several may hold at once. */
function BreechFaceClasses({
  chosen,
  onChange,
}: {
  readonly chosen: string | readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  const { t } = useTranslation("evidence");
  const now = typeof chosen === "string" ? [] : chosen;
  return (
    <fieldset className={styles.checks}>
      <legend>{t("fields.breechFaceClass")}</legend>
      {CHOICES.breechFaceClass.map((value) => (
        <CheckField
          key={value}
          label={t(`values.${value}`)}
          checked={now.includes(value)}
          onChange={(event) => onChange(event.target.checked ? [...now, value] : now.filter((each) => each !== value))}
        />
      ))}
    </fieldset>
  );
}
