/** The second factor: enrolled with an authenticator, its recovery codes shown once, removed with both factors. */
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { Asked } from "../../app/asked.tsx";
import { useAct, useAsked } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button, TextField } from "../../design/controls.tsx";
import { Badge, ButtonRow, Notice, Panel, Stack } from "../../design/parts.tsx";
import { EnrolFactor } from "./enrol-factor.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

const FACTOR_KEY = ["second-factor"] as const;

export function SecondFactorPanel() {
  const { t } = useTranslation("account");
  const formats = useFormats();
  const factor = useAsked(FACTOR_KEY, () => ask(api.GET("/v1/me/second-factor")));
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes !== null) {
    return (
      <Panel title={t("secondFactor")}>
        <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
      </Panel>
    );
  }
  return (
    <Panel title={t("secondFactor")}>
      <Asked query={factor}>
        {({ enrolledAt, required, recoveryCodesLeft }) =>
          enrolledAt === null ? (
            <Stack>
              {required ? <Notice tone="warn" title={t("mustEnrol")} /> : <p>{t("mayEnrol")}</p>}
              <EnrolFactor onEnrolled={setCodes} refresh={[FACTOR_KEY, ["me"], ["own-sessions"]]} />
            </Stack>
          ) : (
            <Stack>
              <p>
                <Badge tone="good">{t("enrolled")}</Badge> {t("enrolledSince", { moment: formats.moment(enrolledAt) })}
              </p>
              <p>{t("codesLeft", { count: recoveryCodesLeft })}</p>
              <RemoveFactor required={required} />
            </Stack>
          )
        }
      </Asked>
    </Panel>
  );
}

function RemoveFactor({ required }: { readonly required: boolean }) {
  const { t } = useTranslation("account");
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const remove = useAct(
    () =>
      ask(api.POST("/v1/me/second-factor/removal", { body: { password: password === "" ? null : password, code } })),
    { refresh: [FACTOR_KEY, ["me"], ["own-sessions"]] },
  );
  if (!open) {
    return (
      <ButtonRow>
        <Button onClick={() => setOpen(true)}>{t("changePhone")}</Button>
      </ButtonRow>
    );
  }
  const refusal = remove.error ? toRefusal(remove.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate(undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{t(required ? "removeRequired" : "removeAbout")}</p>
        <TextField
          label={t("passwordNow")}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={password}
          error={refusal?.code === "SIGN_IN_FAILED" ? t("passwordWrong") : undefined}
          onChange={(event) => setPassword(event.target.value)}
        />
        <TextField
          label={t("code")}
          hint={t("codeOrRecovery")}
          autoComplete="one-time-code"
          required
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        {refusal && refusal.code !== "SIGN_IN_FAILED" ? <RefusalNotice error={refusal} /> : null}
        <ButtonRow>
          <Button type="submit" look="danger" busy={remove.isPending}>
            {t("remove")}
          </Button>
        </ButtonRow>
      </Stack>
    </form>
  );
}
