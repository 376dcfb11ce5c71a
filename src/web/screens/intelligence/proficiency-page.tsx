/** How labs judge blind known pairs: misses, false identifications and inconclusives with their intervals, and the pairs themselves. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { Empty, FieldRow, Notice, Panel, Stack } from "../../design/parts.tsx";
import { KnownPairsPanel } from "./known-pairs-panel.tsx";
import { PeriodFields } from "./period-fields.tsx";
import { OpinionTable, RateTable } from "./proficiency-tables.tsx";
import { StatisticsHead } from "./statistics-head.tsx";
import { type Period, usePeriod } from "./use-period.ts";

/** Days begin as the reader's clock has them. */
const beginOf = (day: string) => new Date(`${day}T00:00:00`).toISOString();

const toMoments = ({ from, to }: Period) => ({
  ...(from === undefined ? {} : { from: beginOf(from) }),
  ...(to === undefined ? {} : { to: beginOf(to) }),
});

export function ProficiencyPage() {
  const { t } = useTranslation("proficiency");
  const { period, change } = usePeriod();
  const judged = useAsked(["proficiency", period], () =>
    ask(api.GET("/v1/proficiency", { params: { query: toMoments(period) } })),
  );
  return (
    <>
      <StatisticsHead />
      <Stack>
        <Notice title={t("secret")}>{t("secretMeans")}</Notice>
        <FieldRow>
          <PeriodFields shown={undefined} period={period} onChange={change} />
        </FieldRow>
        <Panel flush title={t("rates")}>
          <Asked query={judged}>
            {({ items }) =>
              items.length === 0 ? <Empty title={t("none")}>{t("noneMeans")}</Empty> : <RateTable items={items} />
            }
          </Asked>
        </Panel>
        <Panel flush title={t("opinions")}>
          <Asked query={judged}>
            {({ items }) => (items.length === 0 ? <Empty title={t("none")} /> : <OpinionTable items={items} />)}
          </Asked>
        </Panel>
        <KnownPairsPanel />
      </Stack>
    </>
  );
}
