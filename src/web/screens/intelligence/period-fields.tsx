import { useTranslation } from "react-i18next";
import { TextField } from "../../design/controls.tsx";
import type { Period } from "./use-period.ts";

interface PeriodFieldsProps {
  /** As the API completed it. */
  readonly shown: Period | undefined;
  readonly period: Period;
  readonly onChange: (values: Readonly<Record<string, string | null>>) => void;
}

export function PeriodFields({ shown, period, onChange }: PeriodFieldsProps) {
  const { t } = useTranslation("intelligence");
  return (
    <>
      {(["from", "to"] as const).map((name) => (
        <TextField
          key={name}
          type="date"
          label={t(name)}
          value={period[name] ?? shown?.[name] ?? ""}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      ))}
    </>
  );
}
