/** What was released becomes reports, in the language that is chosen. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, makeIdempotencyKey } from "../../api/client.ts";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "../../app/languages.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Button, SelectField } from "../../design/controls.tsx";
import { FieldRow, Panel, Stack } from "../../design/parts.tsx";

export function IssueReports({ requestId }: { readonly requestId: string }) {
  const { t } = useTranslation("reportRequests");
  const [language, setLanguage] = useState<Language | "">("");
  const [key, setKey] = useState(makeIdempotencyKey);
  const issue = useAct(
    () =>
      ask(
        api.POST("/v1/report-requests/{requestId}/reports", {
          params: { path: { requestId }, header: { "Idempotency-Key": key } },
          body: language === "" ? {} : { language },
        }),
      ),
    { refresh: [["report-requests"], ["reports"]] },
  );
  const choices = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));
  return (
    <Panel title={t("page.issue")}>
      <Stack>
        <FieldRow>
          <SelectField
            label={t("page.issueAbout")}
            choices={[{ value: "", label: t("page.issueOwn") }, ...choices]}
            value={language}
            onChange={(event) => {
              setLanguage(event.target.value as Language | "");
              setKey(makeIdempotencyKey());
            }}
          />
        </FieldRow>
        <div>
          <Button look="primary" busy={issue.isPending} onClick={() => issue.mutate(undefined)}>
            {t("page.issue")}
          </Button>
        </div>
        {issue.error ? <RefusalNotice error={issue.error} /> : null}
      </Stack>
    </Panel>
  );
}
