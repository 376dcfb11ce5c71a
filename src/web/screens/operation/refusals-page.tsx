/** Files that were sent and not taken, with the reason that the uploader was given. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { Said } from "../../app/said.tsx";
import { useFormats } from "../../app/use-words.ts";
import { DataTable, Empty, Panel } from "../../design/parts.tsx";
import styles from "./operation.module.css";
import { OperationHead } from "./operation-head.tsx";

export function RefusalsPage() {
  const { t, i18n } = useTranslation(["operation", "refusals"]);
  const { moment, bytes } = useFormats();
  const refused = usePages(["refused-files"], (cursor) => ask(api.GET("/v1/refusals", { params: { query: cursor } })));
  // A code that came before this program knew its words stands as it is.
  const title = (code: string): string => {
    const key = `refusals:${code}.title` as "refusals:INTERNAL.title";
    return i18n.exists(key) ? String(t(key)) : code;
  };
  return (
    <>
      <OperationHead />
      <Panel flush title={t("tabs.refusals")}>
        <Pages query={refused}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={t("noRefusals")} />
            ) : (
              <DataTable caption={t("tabs.refusals")}>
                <thead>
                  <tr>
                    <th scope="col">{t("columns.file")}</th>
                    <th scope="col">{t("columns.size")}</th>
                    <th scope="col">{t("columns.reason")}</th>
                    <th scope="col">{t("columns.exhibit")}</th>
                    <th scope="col">{t("columns.since")}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((each) => (
                    <tr key={each.id}>
                      <th scope="row" className={styles.reason}>
                        {each.fileName}
                      </th>
                      <td className={styles.narrow}>{bytes(each.sizeBytes)}</td>
                      <td className={styles.reason}>
                        {title(each.code)}
                        <br />
                        <small>
                          <Said of={each.detailSaid} />
                        </small>
                      </td>
                      <td>
                        {each.exhibitId === null ? (
                          "–"
                        ) : (
                          <Link to={`/exhibits/${each.exhibitId}`}>{t("openExhibit")}</Link>
                        )}
                      </td>
                      <td className={styles.narrow}>{moment(each.createdAt)}</td>
                    </tr>
                  ))}
                </tbody>
              </DataTable>
            )
          }
        </Pages>
      </Panel>
    </>
  );
}
