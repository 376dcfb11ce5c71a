/** The chart itself: circles are exhibits, boxes are cases; each can be reached and chosen by keyboard. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schema } from "../../api/client.ts";
import { useTerms } from "../../app/use-words.ts";
import { layOutLinks, type Point } from "../../viewers/link-layout.ts";
import type { Chart } from "./chart-view.tsx";
import styles from "./link-chart.module.css";
import { usePeriod } from "./use-period.ts";

const WIDTH = 760;
/** As usual: on a 4K monitor, where the text is larger, so is the chart. */
const PIXELS_A_REM = 16;
const RADIUS = 17;
const BOX = { width: 44, height: 28 };

export function LinkChart({ chart, chosen }: { readonly chart: Chart; readonly chosen: string | null }) {
  const { t } = useTranslation("intelligence");
  const layout = useMemo(
    () =>
      layOutLinks(
        chart.nodes.map(({ id }) => id),
        chart.edges,
        WIDTH,
      ),
    [chart],
  );
  const ends = (edge: Chart["edges"][number]) => [layout.places.get(edge.from), layout.places.get(edge.to)] as const;
  return (
    <figure className={styles.figure}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset. */}
      <svg
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        style={{ maxInlineSize: `${String((layout.width * 1.2) / PIXELS_A_REM)}rem` }}
        className={styles.chart}
        role="group"
        aria-label={t("chart")}
      >
        {chart.edges.map((edge) => {
          const [a, b] = ends(edge);
          if (a === undefined || b === undefined) return null;
          return (
            <line
              key={edge.id}
              x1={a.x}
              y1={a.y}
              x2={b.x}
              y2={b.y}
              className={styles[edge.kind]}
              data-near={chosen !== null && (edge.from === chosen || edge.to === chosen)}
            />
          );
        })}
        {chart.nodes.map((node) => (
          <Node
            key={node.id}
            node={node}
            place={layout.places.get(node.id)}
            chosen={node.id === chosen}
            links={chart.edges.filter(({ from, to }) => from === node.id || to === node.id).length}
          />
        ))}
      </svg>
      <Legend />
    </figure>
  );
}

interface NodeProps {
  readonly node: Schema<"ChartNode">;
  readonly place: Point | undefined;
  readonly chosen: boolean;
  readonly links: number;
}

function Node({ node, place, chosen, links }: NodeProps) {
  const { t } = useTranslation("intelligence");
  const terms = useTerms();
  const { search } = usePeriod();
  if (place === undefined) return null;
  const next = new URLSearchParams(search);
  next.set("node", node.id);
  const kind = node.exhibitType === null ? t(`legend.${node.kind}`) : terms.exhibitTypes[node.exhibitType];
  const name = node.number ?? t("hidden");
  const label =
    node.kind === "exhibit" && node.number !== null ? `${kind} ${node.number}` : name === node.number ? name : kind;
  const told = { kind, name, state: terms.states[node.state], links };
  return (
    <Link
      to={`?${next.toString()}`}
      replace
      preventScrollReset
      aria-label={`${node.state} ${label}: ${t("node", told)}`}
      aria-current={chosen ? "true" : undefined}
      className={styles.node}
    >
      {node.kind === "case" ? (
        <rect
          x={place.x - BOX.width / 2}
          y={place.y - BOX.height / 2}
          width={BOX.width}
          height={BOX.height}
          rx={4}
          className={styles.case}
        />
      ) : (
        <circle cx={place.x} cy={place.y} r={RADIUS} className={styles.exhibit} />
      )}
      <text x={place.x} y={place.y} className={styles.state}>
        {node.state}
      </text>{" "}
      <text x={place.x} y={place.y + RADIUS + 14} className={styles.name}>
        {label}
      </text>
    </Link>
  );
}

const EDGES = ["hit", "lead", "merge", "of"] as const;

function Legend() {
  const { t } = useTranslation("intelligence");
  return (
    <figcaption>
      <ul className={styles.legend}>
        {(["exhibit", "case"] as const).map((kind) => (
          <li key={kind}>
            <svg viewBox="0 0 24 16" width="24" height="16" aria-hidden="true">
              {kind === "case" ? (
                <rect x="2" y="2" width="20" height="12" rx="3" className={styles.case} />
              ) : (
                <circle cx="12" cy="8" r="7" className={styles.exhibit} />
              )}
            </svg>
            {t(`legend.${kind}`)}
          </li>
        ))}
        {EDGES.map((kind) => (
          <li key={kind}>
            <svg viewBox="0 0 36 8" width="36" height="8" aria-hidden="true">
              <line x1="0" y1="4" x2="36" y2="4" className={styles[kind]} />
            </svg>
            {t(`legend.${kind}`)}
          </li>
        ))}
      </ul>
    </figcaption>
  );
}
