/** Two whole bullets: how well they agree at each way of laying their lands on each other, and the land pairs of the best. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { Said } from "../../app/said.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Facts, Notice, Panel, Stack } from "../../design/parts.tsx";

interface Phase {
  readonly phase: number;
  readonly reversed: boolean;
  readonly score: number;
  readonly pairs: number;
}

interface BulletOutcome {
  readonly phases?: readonly Phase[];
  readonly margin?: number | null;
  readonly background?: number;
  readonly lands?: readonly {
    readonly a: number;
    readonly b: number;
    readonly outcome: {
      readonly comparable: boolean;
      readonly score?: number;
      readonly correlation?: number;
      readonly reason?: string;
    };
  }[];
}

interface BulletPhasesProps {
  readonly linkageId: string;
  /** Opens the comparison of two lands, 1 to n; null where there is none. */
  readonly openLands: (a: number, b: number) => (() => void) | null;
}

export function BulletPhases({ linkageId, openLands }: BulletPhasesProps) {
  const { t } = useTranslation("compare");
  const asked = useAsked(["bullet-comparisons", linkageId], () =>
    ask(api.GET("/v1/linkages/{linkageId}/bullet-comparisons", { params: { path: { linkageId } } })),
  );
  return (
    <Asked query={asked} lines={8}>
      {({ items }) => {
        const counting = items.find(({ standing }) => standing) ?? items[0];
        if (counting === undefined) return <Empty title={t("bullets.none")} />;
        return <Comparison comparison={counting} openLands={openLands} />;
      }}
    </Asked>
  );
}

interface ComparisonProps extends Pick<BulletPhasesProps, "openLands"> {
  readonly comparison: Schema<"BulletComparison">;
}

function Comparison({ comparison, openLands }: ComparisonProps) {
  const { t } = useTranslation("compare");
  const formats = useFormats();
  if (!comparison.comparable)
    return (
      <Notice tone="note" title={t("notComparable")}>
        <Said of={comparison.reasonSaid} />
      </Notice>
    );
  const { phases = [], lands = [], margin, background } = comparison.outcome as BulletOutcome;
  const known = (value: number | null | undefined) => (value == null ? "–" : formats.number(value, 2));
  return (
    <Stack>
      {comparison.standing ? null : <Notice tone="warn">{t("bullets.outdated")}</Notice>}
      <Facts
        items={[
          [t("score"), known(comparison.score)],
          [t("bullets.margin"), known(margin)],
          [t("bullets.background"), known(background)],
        ]}
      />
      <Panel title={t("bullets.phases")} flush>
        <DataTable caption={t("bullets.phases")}>
          <thead>
            <tr>
              <th scope="col">{t("bullets.phase")}</th>
              <th scope="col">{t("bullets.landScore")}</th>
              <th scope="col">{t("bullets.pairs")}</th>
              <th scope="col">{t("bullets.twist")}</th>
            </tr>
          </thead>
          <tbody>
            {phases.map(({ phase, reversed, score, pairs }, i) => (
              <tr key={`${phase}/${String(reversed)}`} aria-selected={i === 0}>
                <th scope="row">
                  {phase} {i === 0 ? <Badge tone="accent">{t("bullets.best")}</Badge> : null}
                </th>
                <td>{formats.number(score, 2)}</td>
                <td>{formats.number(pairs)}</td>
                <td>{reversed ? t("bullets.reversed") : t("bullets.same")}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      </Panel>
      <Panel title={t("bullets.lands")} flush>
        <DataTable caption={t("bullets.lands")}>
          <thead>
            <tr>
              <th scope="col">{t("bullets.landOf", { side: "A" })}</th>
              <th scope="col">{t("bullets.landOf", { side: "B" })}</th>
              <th scope="col">{t("score")}</th>
              <th scope="col">{t("correlation")}</th>
              <th scope="col">
                <span className="visually-hidden">{t("bullets.open")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {lands.map(({ a, b, outcome }) => (
              <tr key={`${a}/${b}`}>
                <th scope="row">{a + 1}</th>
                <td>{b + 1}</td>
                <td>{outcome.comparable ? known(outcome.score) : t("bullets.missing")}</td>
                <td>{known(outcome.correlation)}</td>
                <td>
                  <OpenLands a={a + 1} b={b + 1} open={openLands(a + 1, b + 1)} />
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      </Panel>
    </Stack>
  );
}

function OpenLands({ a, b, open }: { readonly a: number; readonly b: number; readonly open: (() => void) | null }) {
  const { t } = useTranslation("compare");
  if (open === null) return null;
  return (
    <Button look="quiet" onClick={open} aria-label={`${t("bullets.open")}: ${t("bullets.pair", { a, b })}`}>
      {t("bullets.open")}
    </Button>
  );
}
