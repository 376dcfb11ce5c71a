/** What happened when, of all that the chart shows and the reader may know. */
import { useTranslation } from "react-i18next";
import { useFormats } from "../../app/use-words.ts";
import { DataTable, Empty } from "../../design/parts.tsx";
import type { Chart } from "./chart-view.tsx";
import { useNodeNames } from "./use-node-names.ts";

export function ChartTimeline({ chart }: { readonly chart: Chart }) {
  const { t } = useTranslation("intelligence");
  const formats = useFormats();
  const name = useNodeNames();
  const nodes = new Map(chart.nodes.map((node) => [node.id, node]));
  if (chart.timeline.length === 0) return <Empty title={t("noEvents")} />;
  return (
    <DataTable caption={t("views.timeline")}>
      <thead>
        <tr>
          <th scope="col">{t("columns.at")}</th>
          <th scope="col">{t("columns.event")}</th>
          <th scope="col">{t("columns.exhibits")}</th>
        </tr>
      </thead>
      <tbody>
        {chart.timeline.map((each) => (
          <tr key={`${each.at}/${each.event}/${each.nodes.join()}`}>
            <th scope="row">{each.at.includes("T") ? formats.moment(each.at) : formats.day(each.at)}</th>
            <td>{t(`events.${each.event}`)}</td>
            <td>{each.nodes.map((id) => name(nodes.get(id))).join(" · ")}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
