/** Requests to trace a recovered firearm: the form of each, what it lacks, and what it came to. Nothing is sent from here. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask, type Schema } from "../../api/client.ts";
import { DownloadButton } from "../../app/download.tsx";
import { Pages, usePages } from "../../app/pages.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, ButtonRow, DataTable, Empty, Panel } from "../../design/parts.tsx";
import { AskTraceDialog } from "./ask-trace-dialog.tsx";
import { TraceOutcomeDialog } from "./trace-outcome-dialog.tsx";
import { traceKey, useTraceWords } from "./use-trace-words.ts";

type Request = Schema<"TraceRequest">;

/** Of a firearm of the own state; `recorded`: something is recorded of it, of which a form can be made. */
export function TracePanel({ exhibitId, recorded }: { readonly exhibitId: string; readonly recorded: boolean }) {
  const { t } = useTranslation("trace");
  const [asking, setAsking] = useState(false);
  const [answering, setAnswering] = useState<Request | null>(null);
  const requests = usePages(traceKey(exhibitId), (cursor) =>
    ask(api.GET("/v1/trace-requests", { params: { query: { exhibitId, ...cursor } } })),
  );
  return (
    <Panel
      flush
      title={useTraceWords().title}
      actions={recorded ? <Button onClick={() => setAsking(true)}>{t("ask")}</Button> : null}
    >
      <Pages query={requests} lines={2}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t("none")}>{t(recorded ? "noneMeans" : "first")}</Empty>
          ) : (
            <RequestTable items={items} onAnswer={setAnswering} />
          )
        }
      </Pages>
      {asking ? <AskTraceDialog exhibitId={exhibitId} onClose={() => setAsking(false)} /> : null}
      {answering === null ? null : <TraceOutcomeDialog request={answering} onClose={() => setAnswering(null)} />}
    </Panel>
  );
}

interface RequestTableProps {
  readonly items: readonly Request[];
  readonly onAnswer: (request: Request) => void;
}

function RequestTable({ items, onAnswer }: RequestTableProps) {
  const { t, i18n } = useTranslation("trace");
  const words = useTraceWords();
  const { day } = useFormats();
  return (
    <DataTable caption={words.title}>
      <thead>
        <tr>
          <th scope="col">{words.requestedOn}</th>
          <th scope="col">{words.addressee}</th>
          <th scope="col">{t("form")}</th>
          <th scope="col">{t("standing")}</th>
          <th scope="col">{t("do")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((request) => {
          const form = `/v1/trace-requests/${request.id}/form`;
          return (
            <tr key={request.id}>
              <th scope="row">{day(request.requestedOn)}</th>
              <td>{words.addressees[request.addressee]}</td>
              <td>
                <Completeness request={request} />
              </td>
              <td>
                <Answer request={request} />
              </td>
              <td>
                <ButtonRow>
                  <DownloadButton path={`${form}.pdf?language=${i18n.language}`} fileName={`trace-${request.id}.pdf`}>
                    {t("pdf")}
                  </DownloadButton>
                  <DownloadButton path={`${form}.csv`} fileName={`trace-${request.id}.csv`}>
                    {t("csv")}
                  </DownloadButton>
                  <Button onClick={() => onAnswer(request)}>
                    {t(request.outcomes.length === 0 ? "record" : "correct")}
                  </Button>
                </ButtonRow>
              </td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}

function Completeness({ request: { form } }: { readonly request: Request }) {
  const { t } = useTranslation("trace");
  const words = useTraceWords();
  if (form.missing.length === 0) return <Badge tone="good">{t("complete")}</Badge>;
  return <>{t("lacks", { fields: form.missing.map((field) => words.fields[field]).join(", ") })}</>;
}

/** The last answer stands. */
function Answer({ request: { outcomes } }: { readonly request: Request }) {
  const { t } = useTranslation("trace");
  const { day } = useFormats();
  const last = outcomes.at(-1);
  if (last === undefined) return <Badge tone="warn">{t("waiting")}</Badge>;
  return (
    <>
      {t("answered", { outcome: t(`outcomes.${last.outcome}`), day: day(last.answeredOn) })}
      {[last.divertedIn, last.reference, last.note].map((fact) =>
        fact === null ? null : (
          <div key={fact}>
            <small>{fact}</small>
          </div>
        ),
      )}
      {last.correctionReason === null ? null : (
        <div>
          <small>{t("corrected", { reason: last.correctionReason })}</small>
        </div>
      )}
    </>
  );
}
