/** An address that is told, and of what; its secret is shown once. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { OnceShown } from "../../app/once-shown.tsx";
import { useAct } from "../../app/queries.ts";
import { TextField } from "../../design/controls.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { type NoticeKind, NoticeKindChoices } from "../../records/notice-kinds.tsx";

export function NewWebhook({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("webhooks");
  const [url, setUrl] = useState("");
  const [kinds, setKinds] = useState<readonly NoticeKind[]>(["hit_confirmed"]);
  const make = useAct(
    (body: { url: string; kinds: NoticeKind[] }, key) =>
      ask(api.POST("/v1/webhooks", { body, params: { header: { "Idempotency-Key": key } } })),
    { refresh: [["webhooks"]] },
  );
  const refused = make.error ? toRefusal(make.error) : null;
  if (make.data !== undefined) {
    return (
      <Dialog title={t("made")} open onClose={onClose}>
        <OnceShown label={t("secret")} about={t("secretAbout")} value={make.data.secret} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t("make")}
      wide
      open
      onClose={onClose}
      go={t("go")}
      busy={make.isPending}
      incomplete={url.trim() === "" || kinds.length === 0}
      onSend={() => make.mutate({ url: url.trim(), kinds: [...kinds] })}
      error={refused}
    >
      <p>{t("makeAbout")}</p>
      <TextField
        label={t("address")}
        hint={t("addressHint")}
        type="url"
        required
        spellCheck={false}
        value={url}
        error={refused?.of("url")}
        onChange={(event) => setUrl(event.target.value)}
      />
      <fieldset>
        <legend>{t("kinds")}</legend>
        <NoticeKindChoices chosen={kinds} onChoose={setKinds} />
      </fieldset>
    </FormDialog>
  );
}
