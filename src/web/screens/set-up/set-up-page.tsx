/** The first account of a fresh region, for who can read the service's data folder. */
import { useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { Asked } from "../../app/asked.tsx";
import { EntryFrame } from "../../app/entry-frame.tsx";
import { PasswordPair, usePasswordPair } from "../../app/password-pair.tsx";
import { useAct, useAsked } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { SELF_KEY, type Self } from "../../app/session.tsx";
import { useDraft } from "../../app/use-draft.ts";
import { useTerms } from "../../app/use-words.ts";
import { Button, SelectField, TextField } from "../../design/controls.tsx";
import { Empty, Stack } from "../../design/parts.tsx";

type State = NonNullable<Self["state"]>;

const NOTHING = { name: "", email: "", state: "" };

export function SetUpPage() {
  const { t } = useTranslation("setUp");
  const methods = useAsked(["sign-in-methods"], () => ask(api.GET("/v1/sign-in-methods")));
  return (
    <EntryFrame title={t("title")} about={t("about")}>
      <Asked query={methods}>
        {({ setUp, secondFactorRequired }) =>
          setUp ? (
            <SetUpForm secondFactor={secondFactorRequired} />
          ) : (
            <Empty title={t("done")}>
              <a href="/sign-in">{t("toSignIn")}</a>
            </Empty>
          )
        }
      </Asked>
    </EntryFrame>
  );
}

function SetUpForm({ secondFactor }: { readonly secondFactor: boolean }) {
  const { t } = useTranslation("setUp");
  const terms = useTerms();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [person, setPerson, forget] = useDraft("set-up", NOTHING);
  const password = usePasswordPair();
  const setUp = useAct(
    async (code: string) => {
      const { name, email } = person;
      const body = { code, name, email, password: password.value, state: person.state as State };
      await ask(api.POST("/v1/set-up", { body }));
      return ask(api.POST("/v1/sessions", { body: { email, password: password.value } }));
    },
    {
      onDone: async (answer) => {
        forget();
        await client.resetQueries({ queryKey: SELF_KEY });
        await navigate("mustEnrol" in answer && answer.mustEnrol ? "/account" : "/", { replace: true });
      },
    },
  );
  const refusal = setUp.error ? toRefusal(setUp.error) : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!password.agree()) return;
    setUp.mutate(String(new FormData(event.currentTarget).get("code")).trim());
  };
  const states = Object.entries(terms.states).map(([value, label]) => ({ value, label }));
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextField
          label={t("code")}
          hint={t("codeHint")}
          name="code"
          required
          autoFocus
          autoComplete="off"
          spellCheck={false}
          minLength={20}
          error={refusal?.of("code")}
        />
        <TextField
          label={t("name")}
          autoComplete="name"
          required
          value={person.name}
          error={refusal?.of("name")}
          onChange={(event) => setPerson({ ...person, name: event.target.value })}
        />
        <TextField
          label={t("email")}
          type="email"
          autoComplete="username"
          required
          value={person.email}
          error={refusal?.of("email")}
          onChange={(event) => setPerson({ ...person, email: event.target.value })}
        />
        <SelectField
          label={t("state")}
          hint={t("stateHint")}
          required
          value={person.state}
          choices={[{ value: "", label: t("choose") }, ...states]}
          error={refusal?.of("state")}
          onChange={(event) => setPerson({ ...person, state: event.target.value })}
        />
        <PasswordPair pair={password} minimum={secondFactor ? 12 : 15} error={refusal?.of("password")} />
        {refusal && refusal.errors.length === 0 ? <RefusalNotice error={refusal} /> : null}
        <Button type="submit" look="primary" busy={setUp.isPending}>
          {t("make")}
        </Button>
      </Stack>
    </form>
  );
}
