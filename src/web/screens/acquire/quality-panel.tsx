/** The verdict on quality: what is wrong, by how much, and what to do about it. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { Said } from "../../app/said.tsx";
import { Stack } from "../../design/parts.tsx";
import { qualityOf, VerdictBadge } from "../../records/verdict-badge.tsx";
import { explainFlaw } from "../../uploads/explain-quality.ts";
import styles from "./acquisition-page.module.css";

export function QualityPanel({ acquisition }: { readonly acquisition: Schema<"Acquisition"> }) {
  const { t } = useTranslation("acquire");
  const quality = qualityOf(acquisition);
  if (quality === null) return <p className={styles.technical}>{t("notAssessed")}</p>;
  const reasons = acquisition.qualitySaid.map(explainFlaw);
  const known = reasons.filter(({ flaw }) => flaw !== null);
  const other = reasons.filter(({ flaw }) => flaw === null);
  return (
    <Stack gap={3}>
      <p>
        <VerdictBadge of={acquisition} /> {t(`verdictMeans.${quality.verdict}`)}
      </p>
      {known.length === 0 ? null : (
        <ul className={styles.flaws}>
          {known.map(({ flaw, figure, saying: { sentence } }) =>
            flaw === null ? null : (
              <li key={sentence}>
                <strong>{t(`flaws.${flaw}.is`, { figure })}</strong>
                <span>{t(`flaws.${flaw}.do`)}</span>
              </li>
            ),
          )}
        </ul>
      )}
      {other.length === 0 ? null : (
        <div className={styles.technical}>
          <small>{t("asMeasured")}</small>
          {other.map(({ saying }) => (
            <p key={saying.sentence}>
              <Said of={[saying]} />
            </p>
          ))}
        </div>
      )}
    </Stack>
  );
}
