/** Registers the public half of a station's key; the private half never leaves its station. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { FormDialog } from "../../app/form-dialog.tsx";
import { useAct } from "../../app/queries.ts";
import { SelectField, TextField } from "../../design/controls.tsx";
import { useOwnLab } from "../../records/use-own-labs.ts";

export function NewBundleKey({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("exchange");
  const lab = useOwnLab();
  const [name, setName] = useState("");
  const [publicKey, setPublicKey] = useState("");
  const register = useAct(
    (body: { labId: string; name: string; publicKey: string }, key) =>
      ask(api.POST("/v1/bundle-keys", { body, params: { header: { "Idempotency-Key": key } } })),
    { refresh: [["bundle-keys"]], onDone: onClose },
  );
  const refused = register.error ? toRefusal(register.error) : null;
  return (
    <FormDialog
      title={t("key.register")}
      open
      onClose={onClose}
      go={t("key.register")}
      busy={register.isPending}
      onSend={() => register.mutate({ labId: lab.labId, name, publicKey: publicKey.trim() })}
      error={refused}
    >
      <p>{t("key.registerAbout")}</p>
      <SelectField
        label={t("lab")}
        value={lab.labId}
        choices={lab.choices}
        error={refused?.of("labId")}
        onChange={(event) => lab.choose(event.target.value)}
      />
      <TextField
        label={t("key.station")}
        required
        value={name}
        error={refused?.of("name")}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t("key.public")}
        hint={t("key.publicHint")}
        required
        spellCheck={false}
        value={publicKey}
        error={refused?.of("publicKey")}
        onChange={(event) => setPublicKey(event.target.value)}
      />
    </FormDialog>
  );
}
