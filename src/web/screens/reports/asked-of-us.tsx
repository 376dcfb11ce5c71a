/** What other states ask of this one: its coordinator sees for what, and nothing of the other's case. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { DataTable, Empty, Notice, Panel } from "../../design/parts.tsx";
import { CaseLink } from "../../records/case-link.tsx";
import { PartStateBadge } from "../../records/request-state.tsx";
import { AnswerDialog } from "./answer-dialog.tsx";

type Part = Schema<"ReportRequestPart">;
export type Decision = Part["answers"][number]["decision"];

const PAGE = 200;

export function AskedOfUs() {
  const { t } = useTranslation("reportRequests");
  const parts = useAsked(["report-requests", "parts"], () =>
    ask(api.GET("/v1/report-request-parts", { params: { query: { limit: PAGE } } })),
  );
  const [open, setOpen] = useState<Part | null>(null);
  const [done, setDone] = useState<Decision | null>(null);
  return (
    <Panel title={t("owner.title")} flush>
      <div aria-live="polite">{done === null ? null : <Notice tone="good" title={t(`owner.done.${done}`)} />}</div>
      <Asked query={parts}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("owner.none")}>{t("owner.about")}</Empty>
          ) : (
            <Parts items={items} onOpen={setOpen} />
          )
        }
      </Asked>
      <AnswerDialog key={open?.id} part={open} onDone={setDone} onClose={() => setOpen(null)} />
    </Panel>
  );
}

function Parts({ items, onOpen }: { items: readonly Part[]; onOpen: (part: Part) => void }) {
  const { t } = useTranslation("reportRequests");
  const terms = useTerms();
  const formats = useFormats();
  return (
    <DataTable caption={t("owner.title")}>
      <thead>
        <tr>
          <th scope="col">{t("owner.from")}</th>
          <th scope="col">{t("owner.purpose")}</th>
          <th scope="col">{t("owner.case")}</th>
          <th scope="col">{t("columns.state")}</th>
          <th scope="col">{t("owner.received")}</th>
          <th scope="col">{t("owner.until")}</th>
          <th scope="col">{t("owner.decide")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((part) => (
          <tr key={part.id}>
            <th scope="row">{terms.states[part.askingState]}</th>
            <td>{part.purpose}</td>
            <td>
              <CaseLink caseId={part.caseId} />
            </td>
            <td>
              <PartStateBadge state={part.state === "more_asked" ? "waiting" : part.state} />
            </td>
            <td>{formats.moment(part.createdAt)}</td>
            <td>{formats.day(part.expiresAt)}</td>
            <td>
              {part.state === "waiting" || part.state === "more_asked" ? (
                <Button
                  aria-label={t("owner.decideOf", { state: terms.states[part.askingState], purpose: part.purpose })}
                  onClick={() => onOpen(part)}
                >
                  {t("owner.decide")}
                </Button>
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
