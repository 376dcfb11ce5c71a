/** The reports that somebody may open, newest first. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { LANGUAGE_NAMES } from "../../app/languages.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Badge, DataTable, Empty, PageHead, Panel } from "../../design/parts.tsx";

export function ReportsPage() {
  const { t } = useTranslation("reports");
  const reports = usePages(["reports"], (cursor) =>
    ask(api.GET("/v1/reports", { params: { query: { limit: 50, ...cursor } } })),
  );
  const asks = hasRole(useSelf(), "investigator", "national_coordinator");
  return (
    <>
      <PageHead title={t("title")} about={t("about")} actions={<Link to="/verify-report">{t("check")}</Link>} />
      <Panel flush>
        <Pages query={reports}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={t("none")}>
                {asks ? (
                  <>
                    <p>{t("noneHelp")}</p>
                    <Link to="/report-requests">{t("askFor")}</Link>
                  </>
                ) : null}
              </Empty>
            ) : (
              <ReportTable reports={items} />
            )
          }
        </Pages>
      </Panel>
    </>
  );
}

function ReportTable({ reports }: { readonly reports: readonly Schema<"ListedReport">[] }) {
  const { t } = useTranslation("reports");
  const terms = useTerms();
  const formats = useFormats();
  return (
    <DataTable caption={t("list")}>
      <thead>
        <tr>
          <th scope="col">{t("columns.report")}</th>
          <th scope="col">{t("columns.kind")}</th>
          <th scope="col">{t("columns.between")}</th>
          <th scope="col">{t("columns.language")}</th>
          <th scope="col">{t("columns.issued")}</th>
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <tr key={report.id}>
            <th scope="row">
              <Link to={`/reports/${report.id}`}>{report.number}</Link>{" "}
              {report.withdrawnAt === null ? null : <Badge tone="urgent">{t("withdrawn")}</Badge>}
            </th>
            <td>{terms.titles[report.kind]}</td>
            <td>{[...new Set(report.states)].map((state) => terms.states[state]).join(" – ")}</td>
            <td>{LANGUAGE_NAMES[report.language]}</td>
            <td>{formats.moment(report.createdAt)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
