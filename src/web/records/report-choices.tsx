/** For whom a report is written, and in which language. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../api/client.ts";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "../app/languages.ts";
import { useTerms } from "../app/use-words.ts";
import { SelectField } from "../design/controls.tsx";
import { FieldRow } from "../design/parts.tsx";

type Audience = NonNullable<Schema<"Report">["document"]["audience"]>;

export interface ReportChoices {
  readonly audience?: Audience;
  readonly language?: Language;
}

/** What was chosen, as the API takes it, and its two fields. */
export function useReportChoices(): { choices: ReportChoices; fields: React.ReactNode } {
  const { t } = useTranslation("reports");
  const { audiences } = useTerms();
  const [choices, setChoices] = useState<ReportChoices>({});
  const choose = (changed: { audience?: Audience | undefined; language?: Language | undefined }) => {
    const { audience, language } = { ...choices, ...changed };
    setChoices({ ...(audience && { audience }), ...(language && { language }) });
  };
  const fields = (
    <FieldRow>
      <SelectField
        label={t("issue.audience")}
        choices={[
          { value: "", label: t("issue.ownAudience") },
          ...Object.entries(audiences).map(([value, label]) => ({ value, label })),
        ]}
        value={choices.audience ?? ""}
        onChange={(event) => choose({ audience: (event.target.value || undefined) as Audience | undefined })}
      />
      <SelectField
        label={t("issue.language")}
        choices={[
          { value: "", label: t("issue.ownLanguage") },
          ...LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
        ]}
        value={choices.language ?? ""}
        onChange={(event) => choose({ language: (event.target.value || undefined) as Language | undefined })}
      />
    </FieldRow>
  );
  return { choices, fields };
}
