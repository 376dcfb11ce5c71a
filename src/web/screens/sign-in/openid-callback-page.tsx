/** Where a provider sends the browser back to. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, ask } from "../../api/client.ts";
import { EntryFrame } from "../../app/entry-frame.tsx";
import { takeFlow } from "../../app/openid-flow.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { SELF_KEY } from "../../app/session.tsx";
import { Notice, Stack, Waiting } from "../../design/parts.tsx";
import { SecondFactorForm } from "./sign-in-form.tsx";

export function OpenIdCallbackPage() {
  const { t } = useTranslation("signIn");
  const navigate = useNavigate();
  const client = useQueryClient();
  const [challenge, setChallenge] = useState<string | null>(null);
  const [lost, setLost] = useState(false);
  const begun = useRef(false);
  const arrive = async () => {
    await client.resetQueries({ queryKey: SELF_KEY });
    await navigate("/", { replace: true });
  };
  const complete = useAct(
    (flow: string) =>
      ask(api.POST("/v1/sessions/openid/completion", { body: { flow, callbackUrl: window.location.href } })),
    {
      onDone: (answer) => {
        if ("challenge" in answer) setChallenge(answer.challenge);
        else void arrive();
      },
    },
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a flow counts once.
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const flow = takeFlow();
    if (flow === null) setLost(true);
    else complete.mutate(flow);
  }, []);
  const toStart = () => void navigate("/sign-in", { replace: true });
  return (
    <EntryFrame title={t("title")} about={t("network")}>
      <Stack>
        {challenge !== null ? (
          <SecondFactorForm challenge={challenge} onBack={toStart} onSignedIn={() => void arrive()} />
        ) : lost ? (
          <Notice tone="warn" title={t("flowLost")}>
            <a href="/sign-in">{t("flowLostGo")}</a>
          </Notice>
        ) : complete.error ? (
          <RefusalNotice error={complete.error} onRetry={toStart} />
        ) : (
          <Waiting label={t("completing")} />
        )}
      </Stack>
    </EntryFrame>
  );
}
