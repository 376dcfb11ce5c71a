/** Which search model is used for each region of interest, and how far a newer one has described what is there. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Badge, DataTable, Empty, Panel, Progress, type Tone } from "../../design/parts.tsx";
import styles from "./operation.module.css";
import { OperationHead } from "./operation-head.tsx";

type SearchModel = Schema<"SearchModel">;

const TONES: Readonly<Record<SearchModel["state"], Tone>> = { active: "good", filling: "note", retired: "neutral" };
const ORDER = ["filling", "active", "retired"];
const LOOK_AGAIN_MS = 15_000;

export function ModelsPage() {
  const { t } = useTranslation("operation");
  const terms = useTerms();
  const models = useAsked(["models"], () => ask(api.GET("/v1/models")), { refetchInterval: LOOK_AGAIN_MS });
  return (
    <>
      <OperationHead />
      <Panel flush title={t("tabs.models")}>
        <Asked query={models}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t("noModels")} />
            ) : (
              <DataTable caption={t("tabs.models")}>
                <thead>
                  <tr>
                    <th scope="col">{terms.labels.region}</th>
                    <th scope="col">{t("columns.model")}</th>
                    <th scope="col">{t("columns.state")}</th>
                    <th scope="col">{t("columns.progress")}</th>
                    <th scope="col">{t("columns.described")}</th>
                    <th scope="col">{t("columns.missing")}</th>
                    <th scope="col">{t("columns.cannot")}</th>
                    <th scope="col">{t("columns.registered")}</th>
                  </tr>
                </thead>
                <tbody>
                  {[...items].sort(compare).map((model) => (
                    <ModelRow key={`${model.region}/${model.id}/${model.version}`} model={model} />
                  ))}
                </tbody>
              </DataTable>
            )
          }
        </Asked>
      </Panel>
    </>
  );
}

const compare = (a: SearchModel, b: SearchModel) =>
  a.region.localeCompare(b.region) || ORDER.indexOf(a.state) - ORDER.indexOf(b.state);

function ModelRow({ model }: { readonly model: SearchModel }) {
  const { t } = useTranslation("operation");
  const terms = useTerms();
  const { number, percent, day } = useFormats();
  const share = model.shareDone;
  return (
    <tr>
      <th scope="row">{terms.regions[model.region]}</th>
      <td>
        {model.id} <small>{model.version}</small>
      </td>
      <td>
        <Badge tone={TONES[model.state]}>{t(`modelStates.${model.state}`)}</Badge>
      </td>
      <td className={styles.progress}>
        {share === null ? (
          "–"
        ) : (
          <>
            <Progress value={share} label={t("columns.progress")} /> {percent(share)}
          </>
        )}
      </td>
      <td>{number(model.described)}</td>
      <td>{number(model.missing)}</td>
      <td>{model.refused === 0 ? "0" : <Badge tone="warn">{number(model.refused)}</Badge>}</td>
      <td className={styles.narrow}>{day(model.registeredAt)}</td>
    </tr>
  );
}
