/** What the service tells once and keeps no copy of: an invitation's address, a station's token, a webhook's secret. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, TextField } from "../design/controls.tsx";
import { ButtonRow, Notice, Stack } from "../design/parts.tsx";

interface OnceShownProps {
  readonly label: string;
  readonly about: string;
  /** Null: it was shown before, in the answer that got lost. */
  readonly value: string | null;
}

export function OnceShown({ label, about, value }: OnceShownProps) {
  const { t } = useTranslation("people");
  const [copied, setCopied] = useState(false);
  if (value === null) return <Notice tone="warn">{t("shownBefore")}</Notice>;
  return (
    <Stack gap={3}>
      <Notice tone="warn">{about}</Notice>
      <TextField label={label} readOnly value={value} onFocus={(event) => event.target.select()} />
      {navigator.clipboard === undefined ? null : (
        <ButtonRow>
          <Button onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}>
            {t("copy")}
          </Button>
          <span role="status">{copied ? t("copied") : ""}</span>
        </ButtonRow>
      )}
    </Stack>
  );
}
