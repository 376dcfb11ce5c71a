/** Acquisitions in lines: the file, its mark, how far it came, how good it is. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schema } from "../api/client.ts";
import { useFormats, useTerms } from "../app/use-words.ts";
import { DataTable } from "../design/parts.tsx";
import styles from "./records.module.css";
import { StageView } from "./stage-steps.tsx";
import { Thumb } from "./thumb.tsx";
import { useLiveStages } from "./use-live-stages.ts";
import { VerdictBadge } from "./verdict-badge.tsx";

export function AcquisitionTable({ acquisitions }: { readonly acquisitions: readonly Schema<"Acquisition">[] }) {
  const { t } = useTranslation("acquire");
  const terms = useTerms();
  const formats = useFormats();
  const told = useLiveStages(acquisitions);
  return (
    <DataTable caption={t("recent")}>
      <thead>
        <tr>
          <th scope="col">{t("file")}</th>
          <th scope="col">{t("region")}</th>
          <th scope="col">{t("stage")}</th>
          <th scope="col">{t("quality")}</th>
          <th scope="col">{t("when")}</th>
        </tr>
      </thead>
      <tbody>
        {acquisitions.map((each) => (
          <tr key={each.id}>
            <th scope="row">
              <Link className={styles.picked} to={`/acquisitions/${each.id}`}>
                <Thumb of={each} />
                <span>{each.fileName}</span>
              </Link>
            </th>
            <td>
              {terms.regions[each.region]}
              {each.regionIndex === null ? "" : ` ${String(each.regionIndex)}`}
            </td>
            <td>
              <StageView acquisition={each} told={told.get(each.id)} />
            </td>
            <td>
              <VerdictBadge of={each} />
            </td>
            <td className={styles.short}>
              <time dateTime={each.createdAt} title={formats.moment(each.createdAt)}>
                {formats.fromNow(each.createdAt)}
              </time>
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
