/** The first page: local sign-in, each OpenID provider, language and theme. */

import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { api, ask } from "../../api/client.ts";
import { EntryFrame } from "../../app/entry-frame.tsx";
import { keepFlow } from "../../app/openid-flow.ts";
import { useAct, useAsked } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { SELF_KEY } from "../../app/session.tsx";
import { Button } from "../../design/controls.tsx";
import { Stack } from "../../design/parts.tsx";
import { SignInForm } from "./sign-in-form.tsx";

export function SignInPage() {
  const { t } = useTranslation("signIn");
  const navigate = useNavigate();
  const client = useQueryClient();
  const [search] = useSearchParams();
  const methods = useAsked(["sign-in-methods"], () => ask(api.GET("/v1/sign-in-methods")));
  const begin = useAct((provider: string) => ask(api.POST("/v1/sessions/openid", { body: { provider } })), {
    onDone: ({ flow, authorizationUrl }) => {
      keepFlow(flow);
      window.location.assign(authorizationUrl);
    },
  });
  const arrive = async () => {
    await client.resetQueries({ queryKey: SELF_KEY });
    await navigate(safePath(search.get("to")), { replace: true });
  };
  if (methods.data?.setUp) return <Navigate to="/set-up" replace />;
  return (
    <EntryFrame title={t("title")} about={t("network")} foot={<a href="/verify-report">{t("verifyReport")}</a>}>
      <Stack>
        <SignInForm onSignedIn={() => void arrive()} />
        {methods.data?.providers.map(({ id, name }) => (
          <Button key={id} busy={begin.isPending && begin.variables === id} onClick={() => begin.mutate(id)}>
            {t("signInWith", { name })}
          </Button>
        ))}
        {begin.error ? <RefusalNotice error={begin.error} /> : null}
      </Stack>
    </EntryFrame>
  );
}

/** Only a path of this very service. */
function safePath(to: string | null): string {
  return to?.startsWith("/") && !to.startsWith("//") && !to.startsWith("/\\") ? to : "/";
}

/** For pages that need a sign-in: comes back to where somebody wanted to go. */
export function ToSignIn() {
  const to = window.location.pathname + window.location.search;
  return <Navigate to={to === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(to)}`} replace />;
}
