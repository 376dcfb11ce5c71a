/** With an invitation a person sets their own password, or links who they are at a provider. */
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { EntryFrame } from "../../app/entry-frame.tsx";
import { keepFlow } from "../../app/openid-flow.ts";
import { PasswordPair, usePasswordPair } from "../../app/password-pair.tsx";
import { useAct, useAsked } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Button, TextField } from "../../design/controls.tsx";
import { Notice, Stack } from "../../design/parts.tsx";

/** After the #: what a browser does not send, no proxy writes down. */
function readToken(): string {
  const text = window.location.hash.slice(1);
  try {
    return decodeURIComponent(text);
  } catch {
    // An address that was cut in the mail: what is left of it is shown, and refused.
    return text;
  }
}

export function InvitationPage() {
  const { t } = useTranslation("invitation");
  const navigate = useNavigate();
  const [token, setToken] = useState(readToken);
  const password = usePasswordPair();
  const methods = useAsked(["sign-in-methods"], () => ask(api.GET("/v1/sign-in-methods")));
  const accept = useAct(() =>
    ask(api.POST("/v1/invitations/acceptance", { body: { token: token.trim(), password: password.value } })),
  );
  const begin = useAct(
    (provider: string) => ask(api.POST("/v1/sessions/openid", { body: { provider, invitation: token.trim() } })),
    {
      onDone: ({ flow, authorizationUrl }) => {
        keepFlow(flow);
        window.location.assign(authorizationUrl);
      },
    },
  );
  const refusal = accept.error ? toRefusal(accept.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password.agree()) accept.mutate(undefined);
  };
  if (accept.data) {
    return (
      <EntryFrame title={t("done", { name: accept.data.name })} about={accept.data.email}>
        <Stack>
          <Notice tone="good" live title={t("set")} />
          <Button look="primary" autoFocus onClick={() => void navigate("/sign-in", { replace: true })}>
            {t("toSignIn")}
          </Button>
        </Stack>
      </EntryFrame>
    );
  }
  const required = methods.data?.secondFactorRequired === true;
  return (
    <EntryFrame title={t("title")} about={t("about")} foot={<a href="/sign-in">{t("toSignIn")}</a>}>
      <form onSubmit={submit}>
        <Stack>
          <TextField
            label={t("token")}
            hint={t("tokenHint")}
            required
            minLength={20}
            autoComplete="off"
            spellCheck={false}
            value={token}
            error={refusal?.of("token")}
            onChange={(event) => setToken(event.target.value)}
          />
          <PasswordPair pair={password} minimum={required ? 12 : 15} error={refusal?.of("password")} />
          {refusal && refusal.errors.length === 0 ? <RefusalNotice error={refusal} /> : null}
          <Button type="submit" look="primary" busy={accept.isPending}>
            {t("accept")}
          </Button>
          {(methods.data?.providers ?? []).map(({ id, name }) => (
            <Button
              key={id}
              disabled={token.trim().length < 20}
              busy={begin.isPending && begin.variables === id}
              onClick={() => begin.mutate(id)}
            >
              {t("withProvider", { name })}
            </Button>
          ))}
          {begin.error ? <RefusalNotice error={begin.error} /> : null}
        </Stack>
      </form>
    </EntryFrame>
  );
}
