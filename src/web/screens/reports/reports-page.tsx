/** The reports that somebody may open, newest first. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Asked } from "../../app/asked.tsx";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Badge, DataTable, Empty, PageHead, Panel } from "../../design/parts.tsx";
import { CaseNumber } from "./case-number.tsx";
import { type ReadableReport, useReadableReports } from "./use-readable-reports.ts";

export function ReportsPage() {
  const { t } = useTranslation("reports");
  const reports = useReadableReports();
  const asks = hasRole(useSelf(), "investigator", "national_coordinator");
  return (
    <>
      <PageHead title={t("title")} about={t("about")} actions={<Link to="/verify-report">{t("check")}</Link>} />
      <Panel flush>
        <Asked query={reports}>
          {(found) =>
            found.length === 0 ? (
              <Empty title={t("none")}>
                {asks ? (
                  <>
                    <p>{t("noneHelp")}</p>
                    <Link to="/report-requests">{t("askFor")}</Link>
                  </>
                ) : null}
              </Empty>
            ) : (
              <ReportTable reports={found} />
            )
          }
        </Asked>
      </Panel>
    </>
  );
}

function ReportTable({ reports }: { reports: readonly ReadableReport[] }) {
  const { t } = useTranslation("reports");
  const terms = useTerms();
  const formats = useFormats();
  return (
    <DataTable caption={t("list")}>
      <thead>
        <tr>
          <th scope="col">{t("columns.report")}</th>
          <th scope="col">{t("columns.issued")}</th>
          <th scope="col">{t("columns.case")}</th>
          <th scope="col">{t("columns.partner")}</th>
          <th scope="col">{t("columns.origin")}</th>
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <tr key={report.reportId}>
            <th scope="row">
              <Link
                to={`/reports/${report.reportId}`}
                aria-label={report.at === null ? undefined : t("openOf", { moment: formats.moment(report.at) })}
              >
                {t("open")}
              </Link>{" "}
              {report.withdrawn ? <Badge tone="urgent">{t("withdrawn")}</Badge> : null}
            </th>
            <td>{report.at === null ? "–" : formats.moment(report.at)}</td>
            <td>{report.request === null ? "–" : <CaseNumber caseId={report.request.caseId} />}</td>
            <td>{report.partner === null ? "–" : terms.states[report.partner]}</td>
            <td>
              {report.request === null ? (
                t("byExaminer")
              ) : (
                <Link to={`/report-requests/${report.request.id}`}>{t("byRequest")}</Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
