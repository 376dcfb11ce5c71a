/** Any refusal in plain words: what happened and what to do, by its code, in the reader's language. */
import { useTranslation } from "react-i18next";
import type { FieldMessage } from "../api/field-message.ts";
import { type FieldError, type Refusal, toRefusal } from "../api/refusal.ts";
import { Button } from "../design/controls.tsx";
import { Notice } from "../design/parts.tsx";
import type { refusals } from "../words/en/refusals.ts";
import { Said } from "./said.tsx";
import { useFieldNames } from "./use-field-name.ts";
import { useSay } from "./use-say.ts";

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
  const fields = useFieldNames();
  const say = useSay();
  const rest = refusal.errors
    .map((each) => ({ error: each, ...sayError(refusal, each, say) }))
    .filter(({ text }) => !atFields.includes(text));
  // What only repeats the title says nothing more.
  const details = refusal.detailSaid.filter(({ code: said, values }) => said !== "refusal" || values.refusal !== code);
  return (
    <Notice tone="urgent" live title={titled ? t(`${code}.title`) : null}>
      <p>{t(`${code}.remedy`)}</p>
      {rest.length > 0 ? (
        <ul>
          {rest.map(({ error: each, text, lang }) => (
            <li key={`${each.field}/${text}`}>
              <FieldOf error={each} names={fields} />: <span lang={lang}>{text}</span>
            </li>
          ))}
        </ul>
      ) : refusal.errors.length === 0 && details.length > 0 && known && titled ? (
        <p>
          <Said of={details} />
        </p>
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

/** By the code of the field's problem; where it has none, by that of the sentence. */
function sayError(refusal: Refusal, error: FieldError, say: ReturnType<typeof useSay>): FieldMessage {
  const { said = [] } = error;
  return said.length > 0 ? { text: said.map((each) => say(each).text).join(" ") } : refusal.say(error);
}

interface FieldOfProps {
  readonly error: FieldError;
  readonly names: ReturnType<typeof useFieldNames>;
}

/** In a file by its place and the file's own name; elsewhere by the words that the pages have for it. */
function FieldOf({ error: { field, place, name }, names }: FieldOfProps) {
  if (place !== undefined && name !== undefined) return `${names.place(place)}, ${names.ofFile(name)}`;
  return names.words(field) ?? <span lang="en">{field}</span>;
}
