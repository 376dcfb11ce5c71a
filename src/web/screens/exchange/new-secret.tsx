/** Replaces a webhook's secret; the old one signs beside it for a day. */
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { OnceShown } from "../../app/once-shown.tsx";
import { useAct } from "../../app/queries.ts";
import { useFormats } from "../../app/use-words.ts";
import { Dialog } from "../../design/dialog.tsx";

interface NewSecretProps {
  readonly webhookId: string;
  readonly onClose: () => void;
}

export function NewSecret({ webhookId, onClose }: NewSecretProps) {
  const { t } = useTranslation("webhooks");
  const { moment } = useFormats();
  const renew = useAct((path: { webhookId: string }, key) =>
    ask(api.POST("/v1/webhooks/{webhookId}/secrets", { params: { path, header: { "Idempotency-Key": key } } })),
  );
  if (renew.data !== undefined) {
    const { secret, previousUntil } = renew.data;
    return (
      <Dialog title={t("newSecret")} open onClose={onClose}>
        <OnceShown label={t("secret")} about={t("newSecretAbout", { when: moment(previousUntil) })} value={secret} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t("newSecret")}
      open
      onClose={onClose}
      go={t("newSecretGo")}
      busy={renew.isPending}
      onSend={() => renew.mutate({ webhookId })}
      error={renew.error}
    >
      <p>{t("newSecretMeans")}</p>
    </FormDialog>
  );
}
