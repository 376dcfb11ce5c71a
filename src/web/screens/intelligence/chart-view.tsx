/** The links of a period, or of one firearm: as a chart with its table, or as a timeline. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { DownloadButton } from "../../app/download.tsx";
import { useAsked } from "../../app/queries.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button, SelectField } from "../../design/controls.tsx";
import { ButtonRow, Empty, FieldRow, Notice, Panel, Stack } from "../../design/parts.tsx";
import { ChartTimeline } from "./chart-timeline.tsx";
import styles from "./intelligence.module.css";
import { LinkChart } from "./link-chart.tsx";
import { LinkTable } from "./link-table.tsx";
import { NodeDetails } from "./node-details.tsx";
import { PeriodFields } from "./period-fields.tsx";
import { pathOf, usePeriod } from "./use-period.ts";

/** More nodes are not read as a picture. */
const MOST_LINKS = 200;

export interface Chart {
  readonly nodes: readonly Schema<"ChartNode">[];
  readonly edges: readonly Schema<"FirearmGroupChart">["edges"][number][];
  readonly timeline: readonly Schema<"FirearmGroupChart">["timeline"][number][];
  readonly truncated?: boolean;
  readonly from?: string;
  readonly to?: string;
}

function useChart() {
  const { period, search } = usePeriod();
  const groupId = search.get("group");
  const around = search.get("around");
  const query = { ...period, limit: MOST_LINKS, ...(around === null ? {} : { around }) };
  const chart = useAsked<Chart>(["link-chart", groupId, query], () =>
    groupId === null
      ? ask(api.GET("/v1/link-chart", { params: { query } }))
      : ask(api.GET("/v1/firearm-groups/{groupId}/link-chart", { params: { path: { groupId } } })),
  );
  const graphml =
    groupId === null
      ? pathOf("/v1/link-chart.graphml", query)
      : `/v1/firearm-groups/${encodeURIComponent(groupId)}/link-chart.graphml`;
  return { chart, graphml, groupId, around };
}

export function ChartView({ timeline }: { readonly timeline: boolean }) {
  const { t } = useTranslation("intelligence");
  const { period, change } = usePeriod();
  const { chart, graphml, groupId, around } = useChart();
  return (
    <>
      <FieldRow>
        <WhatField value={groupId} onChoose={(group) => change({ group, around: null, node: null })} />
        {groupId === null ? <PeriodFields shown={chart.data} period={period} onChange={change} /> : null}
      </FieldRow>
      <Panel
        title={t(timeline ? "views.timeline" : "views.chart")}
        flush
        actions={
          <ButtonRow>
            {around === null ? null : <Button onClick={() => change({ around: null })}>{t("all")}</Button>}
            <DownloadButton path={graphml} fileName="link-chart.graphml">
              {t("graphml")}
            </DownloadButton>
          </ButtonRow>
        }
      >
        <Asked query={chart} lines={8}>
          {(found) =>
            found.nodes.length === 0 ? (
              <Empty title={t("none")}>{t("noneHelp")}</Empty>
            ) : timeline ? (
              <ChartTimeline chart={found} />
            ) : (
              <Charted chart={found} />
            )
          }
        </Asked>
      </Panel>
    </>
  );
}

function Charted({ chart }: { chart: Chart }) {
  const { t } = useTranslation("intelligence");
  const { search } = usePeriod();
  const chosen = chart.nodes.find(({ id }) => id === search.get("node")) ?? null;
  return (
    <Stack gap={2}>
      {chart.truncated ? <Notice tone="warn">{t("truncated")}</Notice> : null}
      <div className={styles.chartColumns}>
        <LinkChart chart={chart} chosen={chosen?.id ?? null} />
        <NodeDetails chart={chart} node={chosen} />
      </div>
      <LinkTable chart={chart} />
    </Stack>
  );
}

function WhatField({ value, onChoose }: { value: string | null; onChoose: (group: string | null) => void }) {
  const { t } = useTranslation("intelligence");
  const terms = useTerms();
  const formats = useFormats();
  const groups = useAsked(["firearm-groups", "choices"], () =>
    ask(api.GET("/v1/firearm-groups", { params: { query: { limit: 100 } } })),
  );
  const choices = (groups.data?.items ?? []).map(({ id, changedAt, states, exhibits }) => ({
    value: id,
    label: t("group", {
      day: formats.day(changedAt),
      states: states.map((state) => terms.states[state]).join(", "),
      count: exhibits,
    }),
  }));
  return (
    <SelectField
      label={t("what")}
      value={value ?? ""}
      choices={[{ value: "", label: t("everything") }, ...choices]}
      onChange={(event) => onChoose(event.target.value || null)}
    />
  );
}
