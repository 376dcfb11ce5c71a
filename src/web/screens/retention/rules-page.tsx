/** For how long each category is kept. Without a rule nothing falls due; a new rule is a new version, the old ones stay recorded. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { DataTable, Empty, Panel } from "../../design/parts.tsx";
import { RetentionHead } from "./retention-head.tsx";
import { RuleDialog } from "./rule-dialog.tsx";

type Rule = Schema<"RetentionRule">;

export function RulesPage() {
  const { t } = useTranslation("retention");
  const manages = hasRole(useSelf(), "national_coordinator");
  const [setting, setSetting] = useState(false);
  const rules = useAsked(["retention-rules"], () => ask(api.GET("/v1/retention-rules")));
  return (
    <>
      <RetentionHead
        actions={
          manages ? (
            <Button look="primary" onClick={() => setSetting(true)}>
              {t("rule.set")}
            </Button>
          ) : null
        }
      />
      <Panel flush title={t("tabs.rules")}>
        <Asked query={rules}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t("rule.none")}>{t("rule.noneMeans")}</Empty>
            ) : (
              <RuleTable items={items} />
            )
          }
        </Asked>
      </Panel>
      {setting ? <RuleDialog onClose={() => setSetting(false)} /> : null}
    </>
  );
}

function RuleTable({ items }: { readonly items: readonly Rule[] }) {
  const { t } = useTranslation("retention");
  const terms = useTerms();
  const { moment } = useFormats();
  return (
    <DataTable caption={t("tabs.rules")}>
      <thead>
        <tr>
          <th scope="col">{t("category")}</th>
          <th scope="col">{t("rule.state")}</th>
          <th scope="col">{t("rule.kept")}</th>
          <th scope="col">{t("rule.from")}</th>
          <th scope="col">{t("rule.version")}</th>
          <th scope="col">{t("rule.since")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((rule) => (
          <tr key={rule.id}>
            <th scope="row">{terms.categories[rule.category]}</th>
            <td>{terms.states[rule.ownerState]}</td>
            <td>{rule.days === null ? t("rule.unlimited") : t("rule.days", { count: rule.days })}</td>
            <td>{rule.days === null ? "–" : t(`rule.counted.${rule.countedFrom}`)}</td>
            <td>{rule.version}</td>
            <td>{moment(rule.setAt)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
