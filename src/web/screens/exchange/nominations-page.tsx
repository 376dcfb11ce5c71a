/** Cases that may be worth nominating to INTERPOL's Ballistic Information Network: what speaks for each, and what was decided. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { DownloadButton } from "../../app/download.tsx";
import { Pages, usePages } from "../../app/pages.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button, SelectField } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel, type Tone } from "../../design/parts.tsx";
import { DecideNomination } from "./decide-nomination.tsx";
import styles from "./exchange.module.css";
import { ExchangeHead } from "./exchange-head.tsx";

type Nomination = Schema<"Nomination">;

const DECISIONS = ["accepted", "declined"] as const;
const TONES: Readonly<Record<Nomination["state"], Tone>> = { proposed: "warn", accepted: "good", declined: "neutral" };

export function NominationsPage() {
  const { t } = useTranslation("ibin");
  const [search, setSearch] = useSearchParams();
  const [deciding, setDeciding] = useState<Nomination | null>(null);
  const decision = DECISIONS.find((each) => each === search.get("decision"));
  const found = usePages(["nominations", decision ?? "all"], (cursor) => {
    const query = { ...cursor, ...(decision === undefined ? {} : { decision }) };
    return ask(api.GET("/v1/ibin-nominations", { params: { query } }));
  });
  return (
    <>
      <ExchangeHead
        actions={
          <>
            <DownloadButton path="/v1/ibin-nominations.csv" fileName="ibin-nominations.csv">
              {t("csv")}
            </DownloadButton>
            <DownloadButton path="/v1/ibin-nominations.json" fileName="ibin-nominations.json">
              {t("json")}
            </DownloadButton>
          </>
        }
      />
      <Panel
        flush
        title={t("title")}
        actions={
          <div className={styles.filter}>
            <SelectField
              label={t("show")}
              value={decision ?? ""}
              choices={[
                { value: "", label: t("all") },
                ...DECISIONS.map((value) => ({ value: value as string, label: t(`states.${value}`) })),
              ]}
              onChange={(event) => setSearch(event.target.value === "" ? {} : { decision: event.target.value })}
            />
          </div>
        }
      >
        <Pages query={found}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={t("none")}>{t("noneMeans")}</Empty>
            ) : (
              <NominationTable items={items} onDecide={setDeciding} />
            )
          }
        </Pages>
      </Panel>
      {deciding === null ? null : (
        <DecideNomination key={deciding.caseId} nomination={deciding} onClose={() => setDeciding(null)} />
      )}
    </>
  );
}

interface NominationTableProps {
  readonly items: readonly Nomination[];
  readonly onDecide: (nomination: Nomination) => void;
}

function NominationTable({ items, onDecide }: NominationTableProps) {
  const { t } = useTranslation("ibin");
  const terms = useTerms();
  const { day, number } = useFormats();
  return (
    <DataTable caption={t("title")}>
      <thead>
        <tr>
          <th scope="col">{t("case")}</th>
          <th scope="col">{t("event")}</th>
          <th scope="col">{t("evidence")}</th>
          <th scope="col">{t("speaks")}</th>
          <th scope="col">{t("standing")}</th>
          <th scope="col">{t("do")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((each) => (
          <tr key={each.caseId}>
            <th scope="row" className={styles.narrow}>
              <Link to={`/cases/${each.caseId}`}>{each.caseNumber}</Link>
            </th>
            <td>
              {terms.eventTypes[each.eventType]}
              {each.occurredOn === null ? null : (
                <div>
                  <small>{day(each.occurredOn)}</small>
                </div>
              )}
              {each.restricted ? (
                <div>
                  <Badge tone="warn">{t("restricted")}</Badge>
                </div>
              ) : null}
            </td>
            <td>
              {t("counts", { firearms: number(each.firearms), exhibits: number(each.exhibits) })}
              <div>
                <small>{each.calibres.join("; ")}</small>
              </div>
            </td>
            <td className={styles.words}>
              {each.reasons.map(({ indicator, source }) => (
                <div key={indicator}>
                  {t(`indicators.${indicator}`)} <small>{t(`sources.${source}`)}</small>
                </div>
              ))}
            </td>
            <td className={styles.words}>
              <Badge tone={TONES[each.state]}>{t(`states.${each.state}`)}</Badge>
              {each.decision === null ? null : (
                <div>
                  <small>
                    {t("decided", {
                      state: t(`states.${each.decision.decision}`),
                      when: day(each.decision.decidedAt),
                      reasons: each.decision.reasons,
                    })}
                  </small>
                </div>
              )}
            </td>
            <td>
              <Button onClick={() => onDecide(each)}>{t(each.decision === null ? "decide" : "decideAnew")}</Button>
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
