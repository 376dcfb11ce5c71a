/** Any refusal in plain words: what happened and what to do, by its code, in the reader's language. */
import { useTranslation } from "react-i18next";
import { toRefusal } from "../api/refusal.ts";
import { Button } from "../design/controls.tsx";
import { Notice } from "../design/parts.tsx";
import type { refusals } from "../words/en/refusals.ts";

/** Codes that have words; those that only a command line gives have none. */
type Worded = Exclude<keyof typeof refusals, "reference" | "again">;

/** A code that has no words is told as the program's own failure. */
function useKnownCode(error: unknown): { readonly code: Worded; readonly known: boolean } {
  const { i18n } = useTranslation("refusals");
  const { code } = toRefusal(error);
  const known = i18n.exists(`refusals:${code}.title`);
  return { code: known ? (code as Worded) : "INTERNAL", known };
}

/** What happened, as the heading of a page that shows nothing else. */
export function useRefusalTitle(error: unknown): string {
  const { t } = useTranslation("refusals");
  const { code } = useKnownCode(error);
  return t(`${code}.title`);
}

export function RefusalNotice({
  error,
  titled = true,
  atFields = [],
  onRetry,
}: {
  readonly error: unknown;
  /** False where the page's heading says it. */
  readonly titled?: boolean;
  /** What stands beside fields already. */
  readonly atFields?: readonly string[];
  readonly onRetry?: (() => void) | undefined;
}) {
  const { t } = useTranslation("refusals");
  const refusal = toRefusal(error);
  const { code, known } = useKnownCode(error);
  const rest = refusal.errors
    .map((each) => ({ field: each.field, ...refusal.say(each) }))
    .filter(({ text }) => !atFields.includes(text));
  return (
    <Notice tone="urgent" live title={titled ? t(`${code}.title`) : null}>
      <p>{t(`${code}.remedy`)}</p>
      {rest.length > 0 ? (
        <ul>
          {rest.map(({ field, text, lang }) => (
            <li key={`${field}/${text}`}>
              <span lang="en">{field}</span>: <span lang={lang}>{text}</span>
            </li>
          ))}
        </ul>
      ) : refusal.errors.length === 0 && refusal.detail !== undefined && known && titled ? (
        <p lang="en">{refusal.detail}</p>
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
