/** Each state that was asked, as far as who asked may know of it: where it stands, its words, what to do. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schema } from "../../api/client.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { DataTable, Empty } from "../../design/parts.tsx";
import { PartStateBadge } from "../../records/request-state.tsx";
import { ReplyToQuestion } from "./reply-to-question.tsx";

export function RequestParts({ request }: { readonly request: Schema<"ReportRequest"> }) {
  const { t } = useTranslation("reportRequests");
  const terms = useTerms();
  const formats = useFormats();
  if (request.parts.length === 0) return <Empty title={t("page.noParts")}>{t("page.noPartsHelp")}</Empty>;
  const open = !["withdrawn", "expired"].includes(request.state);
  return (
    <DataTable caption={t("page.parts")}>
      <thead>
        <tr>
          <th scope="col">{t("page.owner")}</th>
          <th scope="col">{t("page.state")}</th>
          <th scope="col">{t("page.answered")}</th>
          <th scope="col">{t("page.words")}</th>
          <th scope="col">{t("page.next")}</th>
        </tr>
      </thead>
      <tbody>
        {request.parts.map((part) => (
          <tr key={part.partId}>
            <th scope="row">{terms.states[part.askedState]}</th>
            <td>
              <PartStateBadge state={part.state} />
            </td>
            <td>{part.answeredAt === null ? "–" : formats.moment(part.answeredAt)}</td>
            <td>{part.reason ?? "–"}</td>
            <td>
              {part.reportId !== null ? (
                <Link to={`/reports/${part.reportId}`}>{t("page.openReport")}</Link>
              ) : part.state === "more_asked" && open ? (
                <ReplyToQuestion requestId={request.id} part={part} />
              ) : (
                "–"
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
