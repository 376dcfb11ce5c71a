/** Any refusal in plain words: what happened and what to do, by its code, in the reader's language. */
import { useTranslation } from "react-i18next";
import { toRefusal } from "../api/refusal.ts";
import { Button } from "../design/controls.tsx";
import { Notice } from "../design/parts.tsx";
import type { refusals } from "../words/en/refusals.ts";

/** Codes that have words; those that only a command line gives have none. */
type Worded = Exclude<keyof typeof refusals, "reference" | "again">;

export function RefusalNotice({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}) {
  const { t, i18n } = useTranslation("refusals");
  const refusal = toRefusal(error);
  const known = i18n.exists(`refusals:${refusal.code}.title`);
  const code = known ? (refusal.code as Worded) : "INTERNAL";
  return (
    <Notice tone="urgent" live title={t(`${code}.title`)}>
      <p>{t(`${code}.remedy`)}</p>
      {refusal.errors.length > 0 ? (
        <ul>
          {refusal.errors.map(({ field, message }) => (
            <li key={`${field}/${message}`}>
              {field}: {message}
            </li>
          ))}
        </ul>
      ) : refusal.detail !== undefined && known ? (
        <p>{refusal.detail}</p>
      ) : null}
      {refusal.requestId === undefined ? null : <small>{t("reference", { id: refusal.requestId })}</small>}
      {onRetry ? <Button onClick={onRetry}>{t("again")}</Button> : null}
    </Notice>
  );
}
