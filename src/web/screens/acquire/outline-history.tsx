/** Every version of the outlines: none is ever changed. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { Said } from "../../app/said.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Badge, Panel } from "../../design/parts.tsx";
import styles from "./outlines-page.module.css";

export function OutlineHistory({ versions }: { readonly versions: readonly Schema<"OutlineVersion">[] }) {
  const { t } = useTranslation("acquire");
  const formats = useFormats();
  if (versions.length === 0) return null;
  return (
    <Panel title={t("history")}>
      <ul className={styles.history}>
        {versions.map((each) => (
          <li key={each.id}>
            <strong>
              {each.drawnBy === null
                ? t("byMethod", { method: each.method, version: each.methodVersion })
                : t("byPerson")}
            </strong>
            {each.standing ? <Badge tone="good">{t("stands")}</Badge> : null}
            <span className={styles.soft}>
              {formats.moment(each.createdAt)} · {t("sure", { share: formats.percent(each.confidence) })}
            </span>
            {each.reason === null ? null : <span>{each.reason}</span>}
            {each.remarks.length === 0 ? null : (
              <span className={styles.soft}>
                <Said of={each.remarksSaid} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
