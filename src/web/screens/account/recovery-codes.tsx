/** Shown once: how somebody comes in whose telephone is lost. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, CheckField } from "../../design/controls.tsx";
import { ButtonRow, Notice, Stack } from "../../design/parts.tsx";
import styles from "./account.module.css";

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const { t } = useTranslation("account");
  const [kept, setKept] = useState(false);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join("\n"));
    setCopied(true);
  };
  return (
    <Stack>
      <Notice tone="good" live title={t("enrolledNow")}>
        <p>{t("keepCodes")}</p>
      </Notice>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CheckField label={t("keptCodes")} checked={kept} onChange={(event) => setKept(event.target.checked)} />
      <ButtonRow>
        <Button look="primary" disabled={!kept} onClick={onKept}>
          {t("done")}
        </Button>
        {"clipboard" in navigator ? <Button onClick={() => void copy()}>{t(copied ? "copied" : "copy")}</Button> : null}
      </ButtonRow>
    </Stack>
  );
}
