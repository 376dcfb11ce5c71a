/** A hit becomes a report to whoever looks at it; a lead becomes a notice. */
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, ask } from "../api/client.ts";
import { useAct } from "../app/queries.ts";
import { RefusalNotice } from "../app/refusal-notice.tsx";
import { hasRole, useSelf } from "../app/session.tsx";
import { Button } from "../design/controls.tsx";
import { Panel, Stack } from "../design/parts.tsx";
import { type ReportChoices, useReportChoices } from "./report-choices.tsx";

interface IssueReportProps {
  readonly linkageId: string;
  readonly kind: "lead" | "hit";
}

export function IssueReport({ linkageId, kind }: IssueReportProps) {
  const { t } = useTranslation("reports");
  const go = useNavigate();
  const { choices, fields } = useReportChoices();
  const issue = useAct(
    (chosen: ReportChoices, key) =>
      ask(
        api.POST("/v1/reports", {
          params: { header: { "Idempotency-Key": key } },
          body: { linkageId, kind, ...chosen },
        }),
      ),
    {
      refresh: [["reports"]],
      onDone: ({ id }) => void go(`/reports/${id}`),
    },
  );
  if (!hasRole(useSelf(), "firearms_examiner", "investigator", "national_coordinator")) return null;
  return (
    <Panel title={t(`issue.title.${kind}`)}>
      <Stack>
        <p>{t(`issue.about.${kind}`)}</p>
        {fields}
        <div>
          <Button busy={issue.isPending} onClick={() => issue.mutate(choices)}>
            {t("issue.act")}
          </Button>
        </div>
        {issue.error ? <RefusalNotice error={issue.error} /> : null}
      </Stack>
    </Panel>
  );
}
