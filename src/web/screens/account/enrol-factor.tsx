/** Enrolling: the password again, then the picture for the telephone, then its first code. */
import { create } from "qrcode";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../api/client.ts";
import { toRefusal } from "../../api/refusal.ts";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Button, TextField } from "../../design/controls.tsx";
import { ButtonRow, Stack } from "../../design/parts.tsx";
import styles from "./account.module.css";

interface EnrolFactorProps {
  readonly onEnrolled: (recoveryCodes: readonly string[]) => void;
  readonly refresh: readonly (readonly unknown[])[];
}

export function EnrolFactor({ onEnrolled, refresh }: EnrolFactorProps) {
  const { t } = useTranslation("account");
  const [password, setPassword] = useState("");
  const begin = useAct(() =>
    ask(api.POST("/v1/me/second-factor", { body: { password: password === "" ? null : password } })),
  );
  if (begin.data?.secret && begin.data.address) {
    return <ShowFactor secret={begin.data.secret} address={begin.data.address} {...{ onEnrolled, refresh }} />;
  }
  const isWrong = begin.error !== null && toRefusal(begin.error).code === "SIGN_IN_FAILED";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate(undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextField
          label={t("passwordNow")}
          hint={t("whyPassword")}
          type="password"
          autoComplete="current-password"
          value={password}
          error={isWrong ? t("passwordWrong") : undefined}
          onChange={(event) => setPassword(event.target.value)}
        />
        {begin.error && !isWrong ? <RefusalNotice error={begin.error} /> : null}
        <ButtonRow>
          <Button type="submit" look="primary" busy={begin.isPending}>
            {t("enrol")}
          </Button>
        </ButtonRow>
      </Stack>
    </form>
  );
}

function ShowFactor({
  secret,
  address,
  onEnrolled,
  refresh,
}: EnrolFactorProps & { readonly secret: string; readonly address: string }) {
  const { t } = useTranslation("account");
  const [code, setCode] = useState("");
  const confirm = useAct(() => ask(api.POST("/v1/me/second-factor/confirmation", { body: { code } })), {
    refresh,
    onDone: ({ recoveryCodes }) => onEnrolled(recoveryCodes ?? []),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate(undefined);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{t("scan")}</p>
        <QrCode text={address} label={t("qrLabel")} />
        <p>{t("orType")}</p>
        <p className={styles.secret}>{secret.replace(/(.{4})(?=.)/g, "$1 ")}</p>
        <TextField
          label={t("code")}
          hint={t("sixDigits")}
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          autoFocus
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        {confirm.error ? <RefusalNotice error={confirm.error} /> : null}
        <ButtonRow>
          <Button type="submit" look="primary" busy={confirm.isPending}>
            {t("confirm")}
          </Button>
        </ButtonRow>
      </Stack>
    </form>
  );
}

/** Dark on white in either theme: telephones read it so. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => drawQr(text), [text]);
  return (
    <svg className={styles.qr} role="img" aria-label={label} viewBox={`-4 -4 ${String(size + 8)} ${String(size + 8)}`}>
      <rect x={-4} y={-4} width={size + 8} height={size + 8} fill="white" />
      <path d={path} fill="black" shapeRendering="crispEdges" />
    </svg>
  );
}

function drawQr(text: string): { size: number; path: string } {
  const { size, data } = create(text, { errorCorrectionLevel: "M" }).modules;
  const squares = Array.from(data, (dark, i) =>
    dark ? `M${String(i % size)} ${String(Math.floor(i / size))}h1v1h-1z` : "",
  );
  return { size, path: squares.join("") };
}
