/** Counts and turnarounds of each group. What was withheld says so; it is never shown as nothing. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { DataTable } from "../../design/parts.tsx";
import styles from "./statistics.module.css";

type Row = Schema<"StatisticsRow">;
type Grouping = "month" | "state" | "lab" | "calibre" | "region";

interface TableProps {
  readonly rows: readonly Row[];
  readonly by: Grouping;
}

const MEASURES = ["acquisitions", "candidates", "viewedInTime", "viewedLate", "notViewed", "leads", "hits"] as const;
const TURNAROUNDS = ["receiptToAcquisition", "acquisitionToLead", "leadToHit"] as const;

/** What a row is of; where other states' numbers stand beside, whose it is. */
function useRowName(by: Grouping) {
  const { t } = useTranslation("statistics");
  const terms = useTerms();
  const formats = useFormats();
  const of = (names: Readonly<Record<string, string>>, code: string) =>
    code === "others" ? t("otherStates") : code === "unknown" ? t("unknown") : (names[code] ?? code);
  return (row: Row): string => {
    const value = row[by] ?? t("period");
    const names = by === "state" ? terms.states : by === "region" ? terms.regions : {};
    const name = by === "month" && /^\d{4}-\d{2}$/.test(value) ? formats.month(value) : of(names, value);
    return by !== "state" && row.state === "others" ? `${name} (${t("otherStates")})` : name;
  };
}

const keyOf = (row: Row) => [row.month, row.state, row.lab, row.calibre, row.region].join("/");

export function CountTable({ rows, by }: TableProps) {
  const { t } = useTranslation("statistics");
  const name = useRowName(by);
  return (
    <DataTable caption={t("table")}>
      <thead>
        <tr>
          <th scope="col">{t(`groupings.${by}`)}</th>
          {MEASURES.map((measure) => (
            <th key={measure} scope="col" className={styles.figure}>
              {t(`measures.${measure}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            <th scope="row">{name(row)}</th>
            {MEASURES.map((measure) => (
              <Figure key={measure} value={row[measure]} />
            ))}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function Figure({ value }: { value: number | null }) {
  const { t } = useTranslation("statistics");
  const formats = useFormats();
  return (
    <td className={styles.figure}>
      {value === null ? <span className={styles.withheld}>{t("withheldMark")}</span> : formats.number(value)}
    </td>
  );
}

export function TurnaroundTable({ rows, by }: TableProps) {
  const { t } = useTranslation("statistics");
  const formats = useFormats();
  const name = useRowName(by);
  const hours = (value: number | null) => (value === null ? "–" : formats.number(value, 1));
  return (
    <DataTable caption={t("times")}>
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            {t(`groupings.${by}`)}
          </th>
          {TURNAROUNDS.map((each) => (
            <th key={each} scope="colgroup" colSpan={3}>
              {t(`turnarounds.${each}`)}
            </th>
          ))}
        </tr>
        <tr>
          {TURNAROUNDS.flatMap((each) =>
            (["count", "median", "p90"] as const).map((part) => (
              <th key={`${each}/${part}`} scope="col" className={styles.figure}>
                {t(part)}
              </th>
            )),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            <th scope="row">{name(row)}</th>
            {TURNAROUNDS.flatMap((each) => [
              <Figure key={`${each}/count`} value={row[each].count} />,
              <td key={`${each}/median`} className={styles.figure}>
                {hours(row[each].median)}
              </td>,
              <td key={`${each}/p90`} className={styles.figure}>
                {hours(row[each].p90)}
              </td>,
            ])}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
