/** The work of a period in numbers: plots by month, the table that they are drawn from, and the tables of arms. */
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { DownloadButton } from "../../app/download.tsx";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { CheckField, SelectField } from "../../design/controls.tsx";
import { Empty, FieldRow, Notice, Panel, Stack, Waiting } from "../../design/parts.tsx";
import { ArmsTables } from "./arms-tables.tsx";
import { PeriodFields } from "./period-fields.tsx";
import { StatisticsHead } from "./statistics-head.tsx";
import { CountTable, TurnaroundTable } from "./statistics-tables.tsx";
import { pathOf, usePeriod } from "./use-period.ts";

// The library of plots is loaded with this page only.
const MonthPlots = lazy(async () => ({ default: (await import("./month-plots.tsx")).MonthPlots }));

const GROUPINGS = ["month", "state", "lab", "calibre", "region"] as const;

export function StatisticsPage() {
  const { t } = useTranslation(["statistics", "shell"]);
  const { period, search, change } = usePeriod();
  const pools = hasRole(useSelf(), "national_coordinator");
  const by = GROUPINGS.find((each) => each === search.get("by")) ?? "month";
  const others = pools && search.get("others") === "true" && by !== "lab";
  const query = { ...period, by, ...(others ? { others: "true" } : {}) };
  const counted = useAsked(["statistics", query], () => ask(api.GET("/v1/statistics", { params: { query } })));
  const months = useAsked(["statistics", { ...period, by: "month" }], () =>
    ask(api.GET("/v1/statistics", { params: { query: { ...period, by: "month" } } })),
  );
  return (
    <>
      <StatisticsHead
        actions={
          <DownloadButton path={pathOf("/v1/statistics.csv", query)} fileName="statistics.csv">
            {t("csv")}
          </DownloadButton>
        }
      />
      <Stack>
        <FieldRow>
          <PeriodFields shown={counted.data} period={period} onChange={change} />
          <SelectField
            label={t("by")}
            value={by}
            choices={GROUPINGS.map((value) => ({ value, label: t(`groupings.${value}`) }))}
            onChange={(event) => change({ by: event.target.value })}
          />
        </FieldRow>
        {pools ? (
          <CheckField
            label={t("others")}
            hint={t("othersHint")}
            checked={others}
            disabled={by === "lab"}
            onChange={(event) => change({ others: event.target.checked ? "true" : null })}
          />
        ) : null}
        {others ? (
          <Notice tone="note" title={t("withheldTitle")}>
            {t("withheld")}
          </Notice>
        ) : null}
        <Panel title={t("plots")}>
          <Asked query={months}>
            {({ rows, from, to }) =>
              rows.length === 0 ? (
                <Empty title={t("none")} />
              ) : (
                <Suspense fallback={<Waiting label={t("shell:loading")} lines={6} />}>
                  <MonthPlots rows={rows} from={from} to={to} />
                </Suspense>
              )
            }
          </Asked>
        </Panel>
        <Panel title={t("table")} flush>
          <Asked query={counted}>
            {({ rows }) => (rows.length === 0 ? <Empty title={t("none")} /> : <CountTable rows={rows} by={by} />)}
          </Asked>
        </Panel>
        <Panel title={t("times")} flush>
          <Asked query={counted}>
            {({ rows }) => (rows.length === 0 ? <Empty title={t("none")} /> : <TurnaroundTable rows={rows} by={by} />)}
          </Asked>
        </Panel>
        <ArmsTables />
      </Stack>
    </>
  );
}
