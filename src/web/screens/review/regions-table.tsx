/** What was compared, region by region: the figures, why the pair was proposed, and what stands against resting on them. */
import { useTranslation } from "react-i18next";
import { Said } from "../../app/said.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Badge, DataTable, Empty } from "../../design/parts.tsx";
import type { Linkage } from "../../records/use-linkage.ts";
import { RatingCell } from "./rating.tsx";
import styles from "./review.module.css";

type Candidate = Linkage["candidates"][number];

export function RegionsTable({ candidates }: { readonly candidates: readonly Candidate[] }) {
  const { t } = useTranslation("review");
  const terms = useTerms();
  const formats = useFormats();
  const figure = (value: number | null) => (value === null ? "–" : formats.number(value, 3));
  if (candidates.length === 0) return <Empty title={t("regions.none")} />;
  return (
    <>
      <DataTable caption={t("regions.title")}>
        <thead>
          <tr>
            <th scope="col">{terms.labels.region}</th>
            <th scope="col">{t("columns.score")}</th>
            <th scope="col">{terms.labels.correlation}</th>
            <th scope="col">{t("columns.cells")}</th>
            <th scope="col">{t("columns.rating")}</th>
            <th scope="col">{t("columns.why")}</th>
          </tr>
        </thead>
        <tbody>
          {candidates.map((row) => (
            <tr key={row.id}>
              <th scope="row">{terms.regions[row.region]}</th>
              <td>{figure(row.score)}</td>
              <td>{figure(row.correlation)}</td>
              <td>
                {row.cellsUsable === null
                  ? "–"
                  : t("cells", { congruent: row.cellsCongruent ?? 0, usable: row.cellsUsable })}
              </td>
              <td>
                <RatingCell rating={row.rating} />
              </td>
              <td>
                {row.foundBy.map((how) => t(`foundBy.${how}`)).join(", ")} <Against candidate={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      <p className={styles.foot}>
        {t("scoreCaveat")} {terms.caveats.rating}
      </p>
    </>
  );
}

function Against({ candidate }: { readonly candidate: Candidate }) {
  const { t } = useTranslation("review");
  const { subclass, reasonSaid, remarksSaid, ratingSaid, subclassSaid } = candidate;
  const said = [
    reasonSaid,
    subclass?.risk === "subclass risk" ? subclassSaid : [],
    ratingSaid,
    ...remarksSaid.map((remark) => [remark]),
  ].filter((sentences) => sentences.length > 0);
  return (
    <>
      {subclass?.risk === "subclass risk" ? <Badge tone="warn">{t("subclassRisk")}</Badge> : null}
      {said.map((sentences) => (
        <p key={sentences.map(({ sentence }) => sentence).join(" ")} className={styles.soft}>
          <Said of={sentences} />
        </p>
      ))}
    </>
  );
}
