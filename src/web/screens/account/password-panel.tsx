/** One's own password and the identities by which one signs in. */
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { Asked } from "../../app/asked.tsx";
import { PasswordPair, usePasswordPair } from "../../app/password-pair.tsx";
import { useAct, useAsked } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button, TextField } from "../../design/controls.tsx";
import { ButtonRow, Facts, Notice, Panel, Stack } from "../../design/parts.tsx";

export function PasswordPanel() {
  const { t } = useTranslation("account");
  const formats = useFormats();
  const signIn = useAsked(["own-sign-in"], () => ask(api.GET("/v1/me/sign-in")));
  const methods = useAsked(["sign-in-methods"], () => ask(api.GET("/v1/sign-in-methods")));
  const nameOf = (provider: string | null) => methods.data?.providers.find(({ id }) => id === provider)?.name;
  return (
    <Panel title={t("signIn")}>
      <Asked query={signIn}>
        {({ hasPassword, identities }) => (
          <Stack>
            {identities.length === 0 ? null : (
              <Facts
                items={identities.map(({ issuer, provider, linkedAt }) => [
                  nameOf(provider) ?? issuer,
                  t(provider === null ? "linkedIdle" : "linked", { moment: formats.moment(linkedAt) }),
                ])}
              />
            )}
            {hasPassword ? (
              <PasswordForm minimum={methods.data?.secondFactorRequired === true ? 12 : 15} />
            ) : (
              <p>{t("noPassword")}</p>
            )}
          </Stack>
        )}
      </Asked>
    </Panel>
  );
}

function PasswordForm({ minimum }: { readonly minimum: number }) {
  const { t } = useTranslation("account");
  const [current, setCurrent] = useState("");
  const pair = usePasswordPair();
  const change = useAct(
    () => ask(api.POST("/v1/me/password", { body: { currentPassword: current, newPassword: pair.value } })),
    {
      refresh: [["own-sessions"]],
      onDone: () => {
        setCurrent("");
        pair.clear();
      },
    },
  );
  const refusal = change.error ? toRefusal(change.error) : null;
  const isWrong = refusal?.code === "SIGN_IN_FAILED";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pair.agree()) change.mutate(undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextField
          label={t("passwordNow")}
          type="password"
          autoComplete="current-password"
          required
          value={current}
          error={isWrong ? t("passwordWrong") : undefined}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <PasswordPair pair={pair} minimum={minimum} error={refusal?.of("newPassword")} />
        {refusal && !isWrong && refusal.errors.length === 0 ? <RefusalNotice error={refusal} /> : null}
        {change.isSuccess ? <Notice tone="good" live title={t("passwordChanged")} /> : null}
        <ButtonRow>
          <Button type="submit" busy={change.isPending}>
            {t("changePassword")}
          </Button>
        </ButtonRow>
      </Stack>
    </form>
  );
}
