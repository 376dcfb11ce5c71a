/** What was released becomes reports, for the reader and in the language that are chosen. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, makeIdempotencyKey } from "../../api/client.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Button } from "../../design/controls.tsx";
import { Panel, Stack } from "../../design/parts.tsx";
import { useReportChoices } from "./report-choices.tsx";

export function IssueReports({ requestId }: { readonly requestId: string }) {
  const { t } = useTranslation("reportRequests");
  const [key, setKey] = useState(makeIdempotencyKey);
  const { choices, fields } = useReportChoices(() => setKey(makeIdempotencyKey()));
  const issue = useAct(
    () =>
      ask(
        api.POST("/v1/report-requests/{requestId}/reports", {
          params: { path: { requestId }, header: { "Idempotency-Key": key } },
          body: choices,
        }),
      ),
    // What is released after that is another decision.
    {
      refresh: [["report-requests"], ["reports"]],
      onDone: () => setKey(makeIdempotencyKey()),
      onRefused: () => setKey(makeIdempotencyKey()),
    },
  );
  return (
    <Panel title={t("page.issue")}>
      <Stack>
        {fields}
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
