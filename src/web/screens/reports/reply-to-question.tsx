/** The owner asked for more: the answer goes to that state's coordinator. */
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { useTerms } from "../../app/use-words.ts";
import { WordsDialog } from "./words-dialog.tsx";

interface ReplyProps {
  readonly requestId: string;
  readonly part: Schema<"ReportRequest">["parts"][number];
}

export function ReplyToQuestion({ requestId, part }: ReplyProps) {
  const { t } = useTranslation("reportRequests");
  const terms = useTerms();
  return (
    <WordsDialog
      draft={`report-request-reply.${part.partId}`}
      button={t("page.reply")}
      title={t("page.replyTitle", { state: terms.states[part.askedState] })}
      about={part.reason}
      label={t("page.replyLabel")}
      hint={t("page.replyHint")}
      submit={t("page.replySend")}
      field="words"
      send={(words, key) =>
        ask(
          api.POST("/v1/report-requests/{requestId}/replies", {
            params: { path: { requestId }, header: { "Idempotency-Key": key } },
            body: { partId: part.partId, words },
          }),
        )
      }
    />
  );
}
