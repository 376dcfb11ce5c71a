/** The two exhibits of a linkage side by side, region by region: what a decision is made by. Other pages embed it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { SelectField } from "../../design/controls.tsx";
import { Empty, Notice } from "../../design/parts.tsx";
import { ToolGroup } from "../../design/tool-group.tsx";
import { ExamineFirst } from "../../records/examine-first.tsx";
import { BulletPhases } from "./bullet-phases.tsx";
import styles from "./compare.module.css";
import { PairView } from "./pair-view.tsx";

export function CompareView({ linkage }: { readonly linkage: Schema<"LinkageDetail"> }) {
  const { t } = useTranslation("compare");
  if (linkage.toExamine !== null) return <ExamineFirst exhibitId={linkage.toExamine} />;
  if (!linkage.imagesPermitted)
    return (
      <Notice tone="note" title={t("imagesHidden.title")}>
        {t("imagesHidden.body")}
      </Notice>
    );
  if (linkage.candidates.length === 0) return <Empty title={t("nothing")} />;
  return <Chosen key={linkage.id} linkage={linkage} />;
}

/** As buttons up to so many pairs; bullets have dozens. */
const FEW = 5;
const WHOLE = "whole";

function Chosen({ linkage }: { readonly linkage: Schema<"LinkageDetail"> }) {
  const { t } = useTranslation("compare");
  const terms = useTerms();
  const formats = useFormats();
  const { candidates, sides } = linkage;
  const bullets = sides.every(({ exhibitType }) => exhibitType.startsWith("bullet"));
  const [chosen, setChosen] = useState(bullets ? WHOLE : (candidates[0]?.id ?? WHOLE));
  const candidate = candidates.find(({ id }) => id === chosen);
  const choices = candidates.map(({ id, region, lands, score }) => ({
    value: id,
    label: [
      lands === null ? terms.regions[region] : t("bullets.pair", { a: lands[0], b: lands[1] }),
      score === null ? "" : formats.number(score, 2),
    ].join(" "),
  }));
  const openLands = (a: number, b: number) => {
    const pair = candidates.find(({ lands }) => lands?.[0] === a && lands[1] === b);
    return pair === undefined ? null : () => setChosen(pair.id);
  };
  const all = bullets ? [{ value: WHOLE, label: t("bullets.whole") }, ...choices] : choices;
  return (
    <div className={styles.pair}>
      {all.length === 1 ? null : all.length <= FEW ? (
        <div className={styles.choice}>
          <ToolGroup name={t("marks")} value={chosen} choices={all} onChoose={setChosen} />
        </div>
      ) : (
        <div className={`${styles.choice} ${styles.chooser}`}>
          <SelectField
            label={t("marks")}
            choices={all}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
          />
        </div>
      )}
      {candidate === undefined ? (
        <BulletPhases linkageId={linkage.id} openLands={openLands} />
      ) : (
        <PairView
          linkageId={linkage.id}
          verified={linkage.conclusions.some(({ part }) => part === "verification")}
          candidate={candidate}
        />
      )}
    </div>
  );
}
