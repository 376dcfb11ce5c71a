/** E-mail and password, then the second factor where the person has one. */
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import type { operations } from "../../api/schema.d.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Button, TextField } from "../../design/controls.tsx";
import { Stack } from "../../design/parts.tsx";

type Answer = operations["signIn"]["responses"][201 | 202]["content"]["application/json"];

interface SignInFormProps {
  readonly email?: string;
  /** With the account's id. */
  readonly onSignedIn: (id: string, mustEnrol: boolean) => void;
}

export function SignInForm({ email: known = "", onSignedIn }: SignInFormProps) {
  const { t } = useTranslation("signIn");
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState("");
  const [challenge, setChallenge] = useState<string | null>(null);
  const take = (answer: Answer) => {
    if ("challenge" in answer) setChallenge(answer.challenge);
    else onSignedIn(answer.account.id, answer.mustEnrol);
  };
  const signIn = useAct(() => ask<Answer>(api.POST("/v1/sessions", { body: { email, password } })), { onDone: take });
  if (challenge !== null) {
    const back = () => {
      setChallenge(null);
      setPassword("");
    };
    return <SecondFactorForm challenge={challenge} onBack={back} onSignedIn={onSignedIn} />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate(undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextField
          label={t("email")}
          type="email"
          name="email"
          autoComplete="username"
          required
          autoFocus={known === ""}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label={t("password")}
          type="password"
          name="password"
          autoComplete="current-password"
          required
          autoFocus={known !== ""}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {signIn.error ? <RefusalNotice error={signIn.error} /> : null}
        <Button type="submit" look="primary" busy={signIn.isPending}>
          {t("signIn")}
        </Button>
      </Stack>
    </form>
  );
}

interface SecondFactorFormProps {
  readonly challenge: string;
  readonly onBack: () => void;
  readonly onSignedIn: SignInFormProps["onSignedIn"];
}

export function SecondFactorForm({ challenge, onBack, onSignedIn }: SecondFactorFormProps) {
  const { t } = useTranslation("signIn");
  const [code, setCode] = useState("");
  const show = useAct(() => ask(api.POST("/v1/sessions/second-factor", { body: { challenge, code } })), {
    onDone: ({ account, mustEnrol }) => onSignedIn(account.id, mustEnrol),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    show.mutate(undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextField
          label={t("code")}
          hint={t("codeHint")}
          name="code"
          autoComplete="one-time-code"
          required
          autoFocus
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        {show.error ? <RefusalNotice error={show.error} /> : null}
        <Button type="submit" look="primary" busy={show.isPending}>
          {t("signIn")}
        </Button>
        <Button look="quiet" onClick={onBack}>
          {t("back")}
        </Button>
      </Stack>
    </form>
  );
}
