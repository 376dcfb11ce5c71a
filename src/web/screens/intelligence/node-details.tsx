/** What is known of the node that was chosen, and where to go from it. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schema } from "../../api/client.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { ButtonRow, Facts, Stack } from "../../design/parts.tsx";
import type { Chart } from "./chart-view.tsx";
import styles from "./intelligence.module.css";
import { useNodeNames } from "./use-node-names.ts";
import { usePeriod } from "./use-period.ts";

interface NodeDetailsProps {
  readonly chart: Chart;
  readonly node: Schema<"ChartNode"> | null;
}

export function NodeDetails({ chart, node }: NodeDetailsProps) {
  const { t } = useTranslation("intelligence");
  return (
    <aside className={styles.details} aria-label={t("selected")} aria-live="polite">
      {node === null ? <p className={styles.soft}>{t("selectHint")}</p> : <Details chart={chart} node={node} />}
    </aside>
  );
}

function Details({ chart, node }: { chart: Chart; node: Schema<"ChartNode"> }) {
  const { t } = useTranslation("intelligence");
  const { labels, exhibitTypes, categories, eventTypes, states } = useTerms();
  const formats = useFormats();
  const name = useNodeNames();
  const { search, change } = usePeriod();
  const exhibit = node.kind === "exhibit";
  const facts: readonly (readonly [string, string | null])[] = exhibit
    ? [
        [labels.state, states[node.state]],
        [labels.exhibitNumber, node.number ?? t("hidden")],
        [labels.exhibitType, node.exhibitType === null ? null : exhibitTypes[node.exhibitType]],
        [labels.category, node.category === null ? null : categories[node.category]],
        [labels.calibre, node.calibre],
        [labels.laboratory, node.lab],
      ]
    : [
        [labels.state, states[node.state]],
        [labels.caseNumber, node.number ?? t("hidden")],
        [
          labels.event,
          node.eventType === null ? null : (eventTypes as Readonly<Record<string, string>>)[node.eventType]!,
        ],
        [labels.date, node.occurredOn === null ? null : formats.day(node.occurredOn)],
      ];
  const ties = chart.edges.filter(({ from, to }) => from === node.id || to === node.id);
  const other = (edge: Chart["edges"][number]) =>
    chart.nodes.find(({ id }) => id === (edge.from === node.id ? edge.to : edge.from));
  return (
    <Stack gap={3}>
      <h3>{name(node)}</h3>
      <Facts items={facts.filter(([, value]) => value !== null)} />
      <h3>{t("links")}</h3>
      <ul className={styles.ties}>
        {ties.map((edge) => (
          <li key={edge.id}>
            {t(`legend.${edge.kind}`)}: {name(other(edge))}
          </li>
        ))}
      </ul>
      <ButtonRow>
        {node.number === null ? null : (
          <Link to={exhibit ? `/exhibits/${node.id}` : `/cases/${node.id}`}>{t("open")}</Link>
        )}
        {search.get("group") === null && search.get("around") === null ? (
          <Button onClick={() => change({ around: node.id })}>{t("around")}</Button>
        ) : null}
      </ButtonRow>
    </Stack>
  );
}
