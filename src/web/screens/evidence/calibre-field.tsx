/** A calibre in any spelling: known names are suggested, and what it will be kept as is said at once. */
import { useTranslation } from "react-i18next";
import { CALIBRE_NAMES, canonicaliseCalibre, groupOfCalibre } from "../../../domain/calibre.ts";
import { type Fault, SuggestField } from "../../design/controls.tsx";

const CHOICES = CALIBRE_NAMES.map(({ name, code }) => ({ value: name, label: name === code ? "" : code }));
const CODES: ReadonlySet<string> = new Set(CALIBRE_NAMES.map(({ code }) => code));

interface CalibreFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: Fault | undefined;
}

export function CalibreField({ value, onChange, error }: CalibreFieldProps) {
  const { t } = useTranslation("evidence");
  const code = canonicaliseCalibre(value);
  const hint =
    code === null
      ? t("calibreHint")
      : CODES.has(code)
        ? t("calibreIs", { code, group: groupOfCalibre(code) })
        : t("calibreNew");
  return (
    <SuggestField
      label={t("calibre")}
      hint={<span aria-live="polite">{hint}</span>}
      maxLength={80}
      choices={CHOICES}
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
