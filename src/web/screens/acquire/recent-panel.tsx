/** What was acquired, the newest first, with the stages as they are reached. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { DataTable, Empty, Panel } from "../../design/parts.tsx";
import styles from "./acquire.module.css";
import { StageView } from "./stage-steps.tsx";
import { Thumb } from "./thumb.tsx";
import { useLiveStages } from "./use-live-stages.ts";
import { VerdictBadge } from "./verdict-badge.tsx";

const OFTEN = 15_000;

export function RecentPanel() {
  const { t } = useTranslation("acquire");
  const acquisitions = usePages(
    ["acquisitions", "recent"],
    (cursor) => ask(api.GET("/v1/acquisitions", { params: { query: { limit: 25, ...cursor } } })),
    { refetchInterval: OFTEN },
  );
  return (
    <Panel title={t("recent")} flush>
      <Pages query={acquisitions} lines={6}>
        {(items) =>
          items.length === 0 ? <Empty title={t("recentNone")} /> : <AcquisitionTable acquisitions={items} />
        }
      </Pages>
    </Panel>
  );
}

export function AcquisitionTable({ acquisitions }: { readonly acquisitions: readonly Schema<"Acquisition">[] }) {
  const { t } = useTranslation("acquire");
  const terms = useTerms();
  const formats = useFormats();
  const told = useLiveStages(acquisitions);
  return (
    <DataTable caption={t("recent")}>
      <thead>
        <tr>
          <th scope="col">{t("file")}</th>
          <th scope="col">{t("region")}</th>
          <th scope="col">{t("stage")}</th>
          <th scope="col">{t("quality")}</th>
          <th scope="col">{t("when")}</th>
        </tr>
      </thead>
      <tbody>
        {acquisitions.map((each) => (
          <tr key={each.id}>
            <th scope="row">
              <Link className={styles.picked} to={`/acquisitions/${each.id}`}>
                <Thumb of={each} />
                <span>{each.fileName}</span>
              </Link>
            </th>
            <td>
              {terms.regions[each.region]}
              {each.regionIndex === null ? "" : ` ${String(each.regionIndex)}`}
            </td>
            <td>
              <StageView acquisition={each} told={told.get(each.id)} />
            </td>
            <td>
              <VerdictBadge of={each} />
            </td>
            <td className={styles.short}>
              <time dateTime={each.createdAt} title={formats.moment(each.createdAt)}>
                {formats.fromNow(each.createdAt)}
              </time>
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
