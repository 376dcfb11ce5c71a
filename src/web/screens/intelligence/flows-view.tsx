/** Hits between states: the map, and its numbers by month. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { DownloadButton, fetchFile } from "../../app/download.tsx";
import { useAsked } from "../../app/queries.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { ButtonRow, DataTable, Empty, FieldRow, Panel } from "../../design/parts.tsx";
import styles from "./intelligence.module.css";
import { PeriodFields } from "./period-fields.tsx";
import { pathOf, usePeriod } from "./use-period.ts";

export function FlowsView() {
  const { t, i18n } = useTranslation("intelligence");
  const { period, change } = usePeriod();
  const flows = useAsked(["flows", period], () => ask(api.GET("/v1/flows", { params: { query: period } })));
  const mapPath = pathOf("/v1/flows/map.svg", { ...period, language: i18n.language });
  const map = useAsked(["flows", "map", mapPath], async () => (await fetchFile(mapPath)).blob);
  return (
    <>
      <FieldRow>
        <PeriodFields shown={flows.data} period={period} onChange={change} />
      </FieldRow>
      <Panel
        title={t("views.flows")}
        flush
        actions={
          <ButtonRow>
            <DownloadButton path={pathOf("/v1/flows.csv", { ...period })} fileName="flows.csv">
              {t("csv")}
            </DownloadButton>
            <DownloadButton path={mapPath} fileName="flows.svg">
              {t("svg")}
            </DownloadButton>
          </ButtonRow>
        }
      >
        <Asked query={map} lines={8}>
          {(blob) => <Picture blob={blob} />}
        </Asked>
        <Asked query={flows}>
          {({ rows }) => (rows.length === 0 ? <Empty title={t("noFlows")} /> : <FlowTable rows={rows} />)}
        </Asked>
        <p className={styles.note}>{t("direction")}</p>
      </Panel>
    </>
  );
}

function Picture({ blob }: { blob: Blob }) {
  const { t } = useTranslation("intelligence");
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return address === null ? null : <img src={address} alt={t("map")} className={styles.map} />;
}

function FlowTable({ rows }: { rows: Schema<"Flows">["rows"] }) {
  const { t } = useTranslation("intelligence");
  const { states } = useTerms();
  const formats = useFormats();
  return (
    <DataTable caption={t("views.flows")}>
      <thead>
        <tr>
          <th scope="col">{t("columns.month")}</th>
          <th scope="col">{t("states")}</th>
          <th scope="col">{t("columns.hits")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.month}/${row.fromState}/${row.toState}/${String(row.directed)}`}>
            <th scope="row">{formats.month(row.month)}</th>
            <td>{t(row.directed ? "directed" : "between", { a: states[row.fromState], b: states[row.toState] })}</td>
            <td>{row.hits}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
