/** Of which notifications one is written to. */
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAct, useAsked } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Button } from "../../design/controls.tsx";
import { ButtonRow, Notice, Panel, Stack } from "../../design/parts.tsx";
import { type NoticeKind, NoticeKindChoices } from "../../records/notice-kinds.tsx";

type Preference = Schema<"MailPreference">;

export function MailPreferences() {
  const { t } = useTranslation("account");
  const preference = useAsked(["mail-preference"], () => ask(api.GET("/v1/me/notification-preferences")));
  return (
    <Panel title={t("mail")}>
      <Asked query={preference}>{(chosen) => <MailForm key={chosen.chosenAt} chosen={chosen} />}</Asked>
    </Panel>
  );
}

function MailForm({ chosen }: { readonly chosen: Preference }) {
  const { t } = useTranslation("account");
  const [mail, setMail] = useState<readonly NoticeKind[]>(chosen.mail);
  const save = useAct(() => ask(api.POST("/v1/me/notification-preferences", { body: { mail: [...mail] } })), {
    refresh: [["mail-preference"]],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{t("mailAbout")}</p>
        {chosen.mailSent ? null : <Notice tone="warn" title={t("noMailServer")} />}
        <NoticeKindChoices chosen={mail} onChoose={setMail} />
        {save.error ? <RefusalNotice error={save.error} /> : null}
        {save.isSuccess ? <Notice tone="good" live title={t("saved")} /> : null}
        <ButtonRow>
          <Button type="submit" busy={save.isPending}>
            {t("saveMail")}
          </Button>
        </ButtonRow>
      </Stack>
    </form>
  );
}
