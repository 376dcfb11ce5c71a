/** The chart as a table: each link once, with both of its ends. */
import { useTranslation } from "react-i18next";
import { useFormats } from "../../app/use-words.ts";
import { Badge, DataTable, type Tone } from "../../design/parts.tsx";
import type { Chart } from "./chart-view.tsx";
import { useNodeNames } from "./use-node-names.ts";

const TONES: Readonly<Record<Chart["edges"][number]["kind"], Tone>> = {
  hit: "good",
  lead: "warn",
  merge: "note",
  of: "neutral",
};

export function LinkTable({ chart }: { readonly chart: Chart }) {
  const { t } = useTranslation("intelligence");
  const formats = useFormats();
  const name = useNodeNames();
  const nodes = new Map(chart.nodes.map((node) => [node.id, node]));
  return (
    <DataTable caption={t("links")}>
      <thead>
        <tr>
          <th scope="col">{t("columns.kind")}</th>
          <th scope="col">{t("columns.a")}</th>
          <th scope="col">{t("columns.b")}</th>
          <th scope="col">{t("columns.at")}</th>
        </tr>
      </thead>
      <tbody>
        {chart.edges.map((edge) => (
          <tr key={edge.id}>
            <td>
              <Badge tone={TONES[edge.kind]}>{t(`legend.${edge.kind}`)}</Badge>
            </td>
            <td>{name(nodes.get(edge.from))}</td>
            <td>{name(nodes.get(edge.to))}</td>
            <td>{edge.at === null ? "–" : formats.moment(edge.at)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
