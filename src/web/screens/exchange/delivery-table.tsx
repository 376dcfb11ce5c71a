/** What was sent to a webhook, each try with its reason; what failed for good is tried again by its job. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Said } from "../../app/said.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, DataTable, type Tone } from "../../design/parts.tsx";
import styles from "./exchange.module.css";

type Delivery = Schema<"WebhookDelivery">;

const TONES: Readonly<Record<Delivery["state"], Tone>> = {
  pending: "neutral",
  queued: "neutral",
  active: "note",
  done: "good",
  failed: "urgent",
};

export function DeliveryTable({ items }: { readonly items: readonly Delivery[] }) {
  const { t } = useTranslation(["webhooks", "home"]);
  const { moment } = useFormats();
  const retry = useAct(
    (jobId: string, key) =>
      ask(api.POST("/v1/jobs/{jobId}/retry", { params: { path: { jobId }, header: { "Idempotency-Key": key } } })),
    { refresh: [["webhook-deliveries"], ["jobs"]] },
  );
  return (
    <>
      {retry.error ? <RefusalNotice error={retry.error} /> : null}
      <DataTable caption={t("deliveries")}>
        <thead>
          <tr>
            <th scope="col">{t("what")}</th>
            <th scope="col">{t("when")}</th>
            <th scope="col">{t("standing")}</th>
            <th scope="col">{t("tries")}</th>
            <th scope="col">{t("do")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((each) => (
            <tr key={each.id}>
              <th scope="row">{each.kind === "test" ? t("testKind") : t(`home:kinds.${each.kind}`)}</th>
              <td className={styles.narrow}>{moment(each.createdAt)}</td>
              <td>
                <Badge tone={TONES[each.state]}>{t(`deliveryStates.${each.state}`)}</Badge>
              </td>
              <td className={styles.words}>
                <Attempts of={each} />
              </td>
              <td>
                {each.state === "failed" ? (
                  <Button
                    busy={retry.isPending && retry.variables === each.jobId}
                    onClick={() => retry.mutate(each.jobId)}
                  >
                    {t("retry")}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </>
  );
}

function Attempts({ of: { attempts } }: { readonly of: Delivery }) {
  const { t } = useTranslation("webhooks");
  const { moment } = useFormats();
  if (attempts.length === 0) return "–";
  return (
    <ol className={styles.attempts}>
      {attempts.map(({ attempt, at, delivered, reasonSaid }) => (
        <li key={`${String(attempt)}/${at}`}>
          {moment(at)}: {delivered ? t("delivered") : <Said of={reasonSaid} />}
        </li>
      ))}
    </ol>
  );
}
