/** What examiners wrote of the exhibit before they saw what stands beside it. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Badge, DataTable, Empty, Panel, type Tone } from "../../design/parts.tsx";
import styles from "./evidence.module.css";

const TONES = { suitable: "good", limited: "warn", unsuitable: "urgent" } as const satisfies Record<string, Tone>;

export function ExaminationsPanel({ exhibitId }: { readonly exhibitId: string }) {
  const { t } = useTranslation("evidence");
  const terms = useTerms();
  const formats = useFormats();
  const examinations = usePages(["exhibits", "examinations", exhibitId], (cursor) =>
    ask(api.GET("/v1/exhibits/{exhibitId}/examinations", { params: { path: { exhibitId }, query: { ...cursor } } })),
  );
  return (
    <Panel title={t("examinations")} flush>
      <Pages query={examinations} lines={2}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t("noExaminations")} />
          ) : (
            <DataTable caption={t("examinations")}>
              <thead>
                <tr>
                  <th scope="col">{t("when")}</th>
                  <th scope="col">{t("suitability")}</th>
                  <th scope="col">{terms.labels.region}</th>
                  <th scope="col">{t("note")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((each) => (
                  <tr key={each.id}>
                    <td className={styles.short}>{formats.moment(each.createdAt)}</td>
                    <td>
                      <Badge tone={TONES[each.suitability]}>{t(`suitabilities.${each.suitability}`)}</Badge>
                    </td>
                    <td>
                      {each.regions.map(({ region, suitability }) => (
                        <div key={region}>
                          {terms.regions[region]}: {t(`suitabilities.${suitability}`)}
                        </div>
                      ))}
                    </td>
                    <td>
                      {each.notes}
                      {each.afterUnmasking ? <div className={styles.fineprint}>{t("afterUnmasking")}</div> : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </DataTable>
          )
        }
      </Pages>
    </Panel>
  );
}
