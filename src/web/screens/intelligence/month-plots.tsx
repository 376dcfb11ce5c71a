/** Small plots beside each other, one for each measure: columns by month. The table beside them has the same numbers. */
import * as Plot from "@observablehq/plot";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { type Formats, useFormats } from "../../app/use-words.ts";
import styles from "./statistics.module.css";

type Row = Schema<"StatisticsRow">;

const MEASURES = ["acquisitions", "candidates", "leads", "hits"] as const;
/** More columns are no longer told apart. */
const MOST_MONTHS = 60;
type Measure = (typeof MEASURES)[number];

interface MonthPlotsProps {
  readonly rows: readonly Row[];
  readonly from: string;
  readonly to: string;
}

export function MonthPlots({ rows, from, to }: MonthPlotsProps) {
  const months = useMemo(() => listMonths(from, to), [from, to]);
  return (
    <div className={styles.plots}>
      {MEASURES.map((measure) => (
        <MonthPlot key={measure} rows={rows} months={months} measure={measure} />
      ))}
    </div>
  );
}

interface MonthPlotProps {
  readonly rows: readonly Row[];
  readonly months: readonly string[];
  readonly measure: Measure;
}

function MonthPlot({ rows, months, measure }: MonthPlotProps) {
  const { t } = useTranslation("statistics");
  const formats = useFormats();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const plot = drawColumns(rows, months, measure, formats);
    place.current?.replaceChildren(plot);
  }, [rows, months, measure, formats]);
  return (
    <figure className={styles.plotFigure}>
      <figcaption>{t(`measures.${measure}`)}</figcaption>
      <div ref={place} role="img" aria-label={t("plot", { measure: t(`measures.${measure}`) })} />
    </figure>
  );
}

/** Each month of the period, also those in which nothing was counted; `to` is the first day that no longer counts. */
function listMonths(from: string, to: string): string[] {
  const months: string[] = [];
  for (let at = from.slice(0, 7); `${at}-01` < to && months.length < MOST_MONTHS; at = nextMonth(at)) months.push(at);
  return months;
}

function nextMonth(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}

function drawColumns(
  rows: readonly Row[],
  months: readonly string[],
  measure: Measure,
  { number: write, month }: Pick<Formats, "number" | "month">,
): Element {
  const data = rows.flatMap((row) =>
    row.month === null || row.state === "others" ? [] : [{ month: row.month, count: row[measure] ?? 0 }],
  );
  const plot = Plot.plot({
    className: styles.plot,
    width: 320,
    height: 180,
    marginBottom: 58,
    marginLeft: 36,
    x: { type: "band", domain: [...months], label: null, tickRotate: months.length > 5 ? -60 : 0, tickFormat: month },
    y: { label: null, grid: true, ticks: 4, tickFormat: (value: number) => (value % 1 === 0 ? write(value) : "") },
    marks: [
      Plot.barY(data, { x: "month", y: "count", fill: "var(--accent)" }),
      Plot.text(data, { x: "month", y: "count", text: ({ count }) => write(count), dy: -7, fill: "var(--ink)" }),
      Plot.ruleY([0], { stroke: "var(--line-strong)" }),
    ],
  });
  // The policy of the pages takes no style element; what it says stands in statistics.module.css.
  plot.querySelector("style")?.remove();
  // The figure has its own name; the library's names of its groups are for nobody.
  for (const named of plot.querySelectorAll("[aria-label]")) named.removeAttribute("aria-label");
  return plot;
}
