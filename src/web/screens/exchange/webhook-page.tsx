/** One webhook: of what it is told, what was sent and how each try went, a new secret, and its end. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api, ask } from "../../api/client.ts";
import { Refusal } from "../../api/refusal.ts";
import { AskedPage } from "../../app/asked.tsx";
import { ConfirmDialog } from "../../app/confirm-dialog.tsx";
import { Pages, usePages } from "../../app/pages.tsx";
import { useAct, useAsked } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Empty, Facts, Notice, PageHead, Panel, Stack } from "../../design/parts.tsx";
import { DeliveryTable } from "./delivery-table.tsx";
import { NewSecret } from "./new-secret.tsx";
import { type Webhook, WebhookStanding } from "./webhooks-page.tsx";

export function WebhookPage() {
  const { webhookId = "" } = useParams();
  const found = useAsked(["webhooks", "one", webhookId], () => findWebhook(webhookId));
  return (
    <AskedPage query={found} lines={8}>
      {(webhook) => <WebhookView webhook={webhook} />}
    </AskedPage>
  );
}

/** The API lists a state's few webhooks; it gives none alone. */
async function findWebhook(id: string): Promise<Webhook> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { limit: 100, ...(cursor === undefined ? {} : { cursor }) };
    const page = await ask(api.GET("/v1/webhooks", { params: { query } }));
    const found = page.items.find((each) => each.id === id);
    if (found !== undefined) return found;
    cursor = page.nextCursor;
  }
  throw new Refusal({ code: "NOT_FOUND", status: 404 });
}

function WebhookView({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation(["webhooks", "home"]);
  const { moment } = useFormats();
  const [doing, setDoing] = useState<"secret" | "withdraw" | null>(null);
  const stands = webhook.withdrawnAt === null;
  const path = { webhookId: webhook.id };
  const test = useAct(
    (_: null, key) =>
      ask(api.POST("/v1/webhooks/{webhookId}/tests", { params: { path, header: { "Idempotency-Key": key } } })),
    { refresh: [["webhook-deliveries"]] },
  );
  return (
    <>
      <PageHead
        title={new URL(webhook.url).host}
        about={<WebhookStanding webhook={webhook} />}
        actions={
          <>
            <Link to="/exchange/webhooks">{t("all")}</Link>
            {stands ? (
              <Button busy={test.isPending} onClick={() => test.mutate(null)}>
                {t("test")}
              </Button>
            ) : null}
            {stands ? <Button onClick={() => setDoing("secret")}>{t("newSecret")}</Button> : null}
            {stands ? (
              <Button look="danger" onClick={() => setDoing("withdraw")}>
                {t("withdraw")}
              </Button>
            ) : null}
          </>
        }
      />
      <Stack>
        {test.error ? <RefusalNotice error={test.error} /> : null}
        {test.isSuccess ? (
          <Notice live tone="good">
            {t("testSent")}
          </Notice>
        ) : null}
        <Panel title={t("facts")}>
          <Facts
            items={[
              [t("address"), webhook.url],
              [t("kinds"), webhook.kinds.map((kind) => t(`home:kinds.${kind}`)).join("; ")],
              [t("since"), moment(webhook.createdAt)],
            ]}
          />
        </Panel>
        <Deliveries webhookId={webhook.id} soon={test.isSuccess} />
      </Stack>
      {doing === "secret" ? <NewSecret webhookId={webhook.id} onClose={() => setDoing(null)} /> : null}
      {doing === "withdraw" ? (
        <ConfirmDialog
          open
          title={t("withdrawTitle")}
          go={t("withdraw")}
          refresh={[["webhooks"]]}
          onClose={() => setDoing(null)}
          act={(key) =>
            ask(api.POST("/v1/webhooks/{webhookId}/withdraw", { params: { path, header: { "Idempotency-Key": key } } }))
          }
        >
          <p>{t("withdrawMeans")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

const AGAIN_MS = 30_000;
/** Somebody waits for what comes of a test. */
const SOON_MS = 3_000;

function Deliveries({ webhookId, soon }: { readonly webhookId: string; readonly soon: boolean }) {
  const { t } = useTranslation("webhooks");
  const sent = usePages(
    ["webhook-deliveries", webhookId],
    (cursor) => {
      const params = { path: { webhookId }, query: cursor };
      return ask(api.GET("/v1/webhooks/{webhookId}/deliveries", { params }));
    },
    { refetchInterval: soon ? SOON_MS : AGAIN_MS },
  );
  return (
    <Panel flush title={t("deliveries")}>
      <Pages query={sent}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t("noDeliveries")}>{t("noDeliveriesMeans")}</Empty>
          ) : (
            <DeliveryTable items={items} />
          )
        }
      </Pages>
    </Panel>
  );
}
