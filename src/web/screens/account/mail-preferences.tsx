/** Of which notifications one is written to. */
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAct, useAsked } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Button, CheckField } from "../../design/controls.tsx";
import { ButtonRow, Notice, Panel, Stack } from "../../design/parts.tsx";
import styles from "./account.module.css";

type Preference = Schema<"MailPreference">;
type Kind = Preference["mail"][number];

const KINDS: readonly Kind[] = [
  "candidate_proposed",
  "lead_made",
  "verification_assigned",
  "verification_unassigned",
  "hit_confirmed",
  "report_issued",
  "report_withdrawn",
  "release_created",
  "release_withdrawn",
  "report_requested",
  "report_request_answered",
  "report_request_replied",
  "report_request_withdrawn",
  "clock_due_soon",
  "clock_overdue",
  "clock_escalated",
  "job_failed",
];

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
  const { t } = useTranslation(["account", "home"]);
  const [mail, setMail] = useState<ReadonlySet<Kind>>(new Set(chosen.mail));
  const save = useAct(() => ask(api.POST("/v1/me/notification-preferences", { body: { mail: [...mail] } })), {
    refresh: [["mail-preference"]],
  });
  const toggle = (kind: Kind, on: boolean) => {
    setMail(new Set(KINDS.filter((each) => (each === kind ? on : mail.has(each)))));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{t("mailAbout")}</p>
        {chosen.mailSent ? null : <Notice tone="warn" title={t("noMailServer")} />}
        <div className={styles.kinds}>
          {KINDS.map((kind) => (
            <CheckField
              key={kind}
              label={t(`home:kinds.${kind}`)}
              checked={mail.has(kind)}
              onChange={(event) => toggle(kind, event.target.checked)}
            />
          ))}
        </div>
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
