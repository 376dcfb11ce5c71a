/** Other systems of the state that are told when there is something to look at. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel } from "../../design/parts.tsx";
import styles from "./exchange.module.css";
import { ExchangeHead } from "./exchange-head.tsx";
import { NewWebhook } from "./new-webhook.tsx";

export type Webhook = Schema<"Webhook">;

export function WebhooksPage() {
  const { t } = useTranslation("webhooks");
  const [making, setMaking] = useState(false);
  const found = usePages(["webhooks"], (cursor) => ask(api.GET("/v1/webhooks", { params: { query: cursor } })));
  return (
    <>
      <ExchangeHead
        actions={
          <Button look="primary" onClick={() => setMaking(true)}>
            {t("make")}
          </Button>
        }
      />
      <Panel flush title={t("title")}>
        <Pages query={found}>
          {(items) =>
            items.length === 0 ? <Empty title={t("none")}>{t("noneMeans")}</Empty> : <WebhookTable items={items} />
          }
        </Pages>
      </Panel>
      {making ? <NewWebhook onClose={() => setMaking(false)} /> : null}
    </>
  );
}

export function WebhookStanding({ webhook: { withdrawnAt } }: { readonly webhook: Webhook }) {
  const { t } = useTranslation("webhooks");
  const { moment } = useFormats();
  if (withdrawnAt === null) return <Badge tone="good">{t("told")}</Badge>;
  return <Badge>{t("withdrawnOn", { when: moment(withdrawnAt) })}</Badge>;
}

function WebhookTable({ items }: { readonly items: readonly Webhook[] }) {
  const { t } = useTranslation(["webhooks", "home"]);
  const { moment } = useFormats();
  return (
    <DataTable caption={t("title")}>
      <thead>
        <tr>
          <th scope="col">{t("address")}</th>
          <th scope="col">{t("kinds")}</th>
          <th scope="col">{t("standing")}</th>
          <th scope="col">{t("since")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((each) => (
          <tr key={each.id}>
            <th scope="row" className={styles.words}>
              <Link to={`/exchange/webhooks/${each.id}`}>{each.url}</Link>
            </th>
            <td className={styles.words}>{each.kinds.map((kind) => t(`home:kinds.${kind}`)).join("; ")}</td>
            <td>
              <WebhookStanding webhook={each} />
            </td>
            <td className={styles.narrow}>{moment(each.createdAt)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
