/** What was released becomes reports, for the reader and in the language that are chosen. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Button } from "../../design/controls.tsx";
import { Panel, Stack } from "../../design/parts.tsx";
import { type ReportChoices, useReportChoices } from "../../records/report-choices.tsx";

export function IssueReports({ requestId }: { readonly requestId: string }) {
  const { t } = useTranslation("reportRequests");
  const { choices, fields } = useReportChoices();
  const issue = useAct(
    (body: ReportChoices, key) =>
      ask(
        api.POST("/v1/report-requests/{requestId}/reports", {
          params: { path: { requestId }, header: { "Idempotency-Key": key } },
          body,
        }),
      ),
    { refresh: [["report-requests"], ["reports"]] },
  );
  return (
    <Panel title={t("page.issue")}>
      <Stack>
        {fields}
        <div>
          <Button look="primary" busy={issue.isPending} onClick={() => issue.mutate(choices)}>
            {t("page.issue")}
          </Button>
        </div>
        {issue.error ? <RefusalNotice error={issue.error} /> : null}
      </Stack>
    </Panel>
  );
}
