/** What labs said of pairs of which the truth is known; a rate of few pairs comes with how little it says. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { useFormats } from "../../app/use-words.ts";
import { DataTable } from "../../design/parts.tsx";
import styles from "./statistics.module.css";

type Proficiency = Schema<"Proficiency">;

interface TableProps {
  readonly items: readonly Proficiency[];
}

const RATES = ["missRate", "falseIdentificationRate", "inconclusiveRate"] as const;
const TIMES = ["medianHoursToReview", "medianHoursToConclusion"] as const;
const COUNTS = ["pairs", "identification", "inconclusive", "elimination", "pending", "notProposed"] as const;

export function RateTable({ items }: TableProps) {
  const { t } = useTranslation("proficiency");
  const { number } = useFormats();
  return (
    <DataTable caption={t("rates")}>
      <thead>
        <tr>
          <th scope="col">{t("lab")}</th>
          <th scope="col">{t("look")}</th>
          {RATES.map((rate) => (
            <th key={rate} scope="col" className={styles.figure}>
              {t(rate)}
            </th>
          ))}
          {TIMES.map((time) => (
            <th key={time} scope="col" className={styles.figure}>
              {t(time)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((row) => (
          <tr key={`${row.labId}/${row.look}`}>
            <th scope="row">{row.lab}</th>
            <td>{t(`looks.${row.look}`)}</td>
            {RATES.map((rate) => (
              <td key={rate} className={styles.figure}>
                <Rate of={row[rate]} />
              </td>
            ))}
            {TIMES.map((time) => {
              const hours = row[time];
              return (
                <td key={time} className={styles.figure}>
                  {hours === null ? "–" : number(hours, 1)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function Rate({ of }: { readonly of: Proficiency["missRate"] }) {
  const { t } = useTranslation("proficiency");
  const { number, percent } = useFormats();
  if (of === null) return "–";
  return (
    <>
      {t("countOf", { count: number(of.count), of: number(of.of) })}
      <div>
        <small>{t("interval", { lower: percent(of.lower), upper: percent(of.upper) })}</small>
      </div>
    </>
  );
}

export function OpinionTable({ items }: TableProps) {
  const { t } = useTranslation("proficiency");
  const { number } = useFormats();
  return (
    <DataTable caption={t("opinions")}>
      <thead>
        <tr>
          <th scope="col">{t("lab")}</th>
          <th scope="col">{t("look")}</th>
          <th scope="col">{t("truth")}</th>
          {COUNTS.map((count) => (
            <th key={count} scope="col" className={styles.figure}>
              {t(`counts.${count}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.flatMap((row) =>
          (["sameFirearm", "differentFirearms"] as const).map((truth) => (
            <tr key={`${row.labId}/${row.look}/${truth}`}>
              <th scope="row">{row.lab}</th>
              <td>{t(`looks.${row.look}`)}</td>
              <td>{t(`truths.${truth}`)}</td>
              {COUNTS.map((count) => (
                <td key={count} className={styles.figure}>
                  {number(row[truth][count])}
                </td>
              ))}
            </tr>
          )),
        )}
      </tbody>
    </DataTable>
  );
}
