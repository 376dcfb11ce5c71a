/** What was acquired of an exhibit. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { Empty, Panel } from "../../design/parts.tsx";
import { AcquisitionTable } from "../../records/acquisition-table.tsx";

export function ImagesPanel({ exhibit }: { readonly exhibit: Schema<"Exhibit"> }) {
  const { t } = useTranslation("evidence");
  const acquisitions = usePages(["acquisitions", "of", exhibit.id], (cursor) =>
    ask(api.GET("/v1/acquisitions", { params: { query: { exhibitId: exhibit.id, limit: 50, ...cursor } } })),
  );
  return (
    <Panel title={t("images")} flush>
      <Pages query={acquisitions}>
        {(items) => (items.length === 0 ? <Empty title={t("noImages")} /> : <AcquisitionTable acquisitions={items} />)}
      </Pages>
    </Panel>
  );
}
