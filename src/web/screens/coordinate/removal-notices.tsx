/** Tombstones: what another state took out of the network, and which of one's own linkages it concerned. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Badge, DataTable, Empty, Panel } from "../../design/parts.tsx";

export function RemovalNotices() {
  const { t } = useTranslation("sharing");
  const terms = useTerms();
  const { moment } = useFormats();
  const notices = usePages(["removal-notices"], (cursor) =>
    ask(api.GET("/v1/removal-notices", { params: { query: cursor } })),
  );
  return (
    <Panel flush title={t("removal.notices")}>
      <Pages query={notices}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t("removal.noNotices")}>{t("removal.noticesMean")}</Empty>
          ) : (
            <DataTable caption={t("removal.notices")}>
              <thead>
                <tr>
                  <th scope="col">{t("removal.by")}</th>
                  <th scope="col">{t("removal.what")}</th>
                  <th scope="col">{t("removal.linkages")}</th>
                  <th scope="col">{t("removal.when")}</th>
                  <th scope="col">{t("standing")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((notice) => (
                  <tr key={notice.removalId}>
                    <th scope="row">{terms.states[notice.ownerState]}</th>
                    <td>{t(notice.kind === "case" ? "removal.wholeCase" : "removal.oneExhibit")}</td>
                    <td>
                      {notice.linkageIds.map((id) => (
                        <div key={id}>
                          <Link to={`/linkages/${id}`}>{id.slice(-8)}</Link>
                        </div>
                      ))}
                    </td>
                    <td>{moment(notice.removedAt)}</td>
                    <td>
                      {notice.restoredAt === null ? (
                        <Badge tone="warn">{t("removal.out")}</Badge>
                      ) : (
                        <Badge tone="good">{t("removal.back", { day: moment(notice.restoredAt) })}</Badge>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </DataTable>
          )
        }
      </Pages>
    </Panel>
  );
}
