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
  atFields = [],
  onRetry,
}: {
  readonly error: unknown;
  /** What stands beside fields already. */
  readonly atFields?: readonly string[];
  readonly onRetry?: (() => void) | undefined;
}) {
  const { t, i18n } = useTranslation("refusals");
  const refusal = toRefusal(error);
  const known = i18n.exists(`refusals:${refusal.code}.title`);
  const code = known ? (refusal.code as Worded) : "INTERNAL";
  const rest = refusal.errors.filter(({ message }) => !atFields.includes(message));
  return (
    <Notice tone="urgent" live title={t(`${code}.title`)}>
      <p>{t(`${code}.remedy`)}</p>
      {rest.length > 0 ? (
        <ul>
          {rest.map(({ field, message }) => (
            <li key={`${field}/${message}`}>
              {field}: {message}
            </li>
          ))}
        </ul>
      ) : refusal.errors.length === 0 && refusal.detail !== undefined && known ? (
        <p>{refusal.detail}</p>
      ) : null}
      {refusal.requestId === undefined ? null : (
        <p>
          <small>{t("reference", { id: refusal.requestId })}</small>
        </p>
      )}
      {onRetry ? <Button onClick={onRetry}>{t("again")}</Button> : null}
    </Notice>
  );
}
