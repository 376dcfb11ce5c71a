/** Requests for reports: what was asked of this state by others, what this state asked, and a new one. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats } from "../../app/use-words.ts";
import { DataTable, Empty, PageHead, Panel, Stack } from "../../design/parts.tsx";
import { CaseLink } from "../../records/case-link.tsx";
import { RequestState } from "../../records/request-state.tsx";
import { AskedOfUs } from "./asked-of-us.tsx";
import { NewRequest } from "./new-request.tsx";
import styles from "./report-page.module.css";

const PAGE = 200;

export function RequestsPage() {
  const { t } = useTranslation("reportRequests");
  const coordinates = hasRole(useSelf(), "national_coordinator");
  const requests = useAsked(["report-requests"], () =>
    ask(api.GET("/v1/report-requests", { params: { query: { limit: PAGE } } })),
  );
  return (
    <>
      <PageHead title={t("title")} about={t("about")} actions={<NewRequest />} />
      <Stack>
        {coordinates ? <AskedOfUs /> : null}
        <Panel title={t(coordinates ? "mine" : "mineOwn")} flush>
          <Asked query={requests}>
            {({ items }) => (items.length === 0 ? <Empty title={t("noneMine")} /> : <Requests items={items} />)}
          </Asked>
        </Panel>
      </Stack>
    </>
  );
}

function Requests({ items }: { items: readonly Schema<"ReportRequest">[] }) {
  const { t } = useTranslation("reportRequests");
  const formats = useFormats();
  return (
    <DataTable caption={t("mine")}>
      <thead>
        <tr>
          <th scope="col">{t("columns.purpose")}</th>
          <th scope="col">{t("columns.case")}</th>
          <th scope="col">{t("columns.state")}</th>
          <th scope="col">{t("columns.asked")}</th>
          <th scope="col">{t("columns.until")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((request) => (
          <tr key={request.id}>
            <th scope="row">
              <Link to={`/report-requests/${request.id}`} className={styles.wide}>
                {request.purpose}
              </Link>
            </th>
            <td>
              <CaseLink caseId={request.caseId} />
            </td>
            <td>
              <RequestState state={request.state} />
            </td>
            <td>{formats.moment(request.createdAt)}</td>
            <td>{formats.moment(request.expiresAt)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
