/** What was acquired, the newest first, with the stages as they are reached. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { Empty, Panel } from "../../design/parts.tsx";
import { AcquisitionTable } from "../../records/acquisition-table.tsx";

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
