/** One request: its state throughout, each part that may be known of, what can be done next. */
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { AskedPage } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Facts, Notice, PageHead, Panel, Stack, type Tone } from "../../design/parts.tsx";
import { CaseLink } from "../../records/case-link.tsx";
import { RequestState } from "../../records/request-state.tsx";
import { IssueReports } from "./issue-reports.tsx";
import { RequestParts } from "./request-parts.tsx";
import { WithdrawRequest } from "./withdraw-request.tsx";

/** Owners answer behind this page. */
const LOOK_AGAIN_MS = 30_000;

const TONES: Readonly<Record<Schema<"ReportRequest">["state"], Tone>> = {
  asked: "note",
  waiting: "note",
  released: "good",
  refused: "urgent",
  reports_issued: "good",
  expired: "warn",
  withdrawn: "warn",
};

export function RequestPage() {
  const { requestId = "" } = useParams();
  const request = useAsked(
    ["report-requests", requestId],
    () => ask(api.GET("/v1/report-requests/{requestId}", { params: { path: { requestId } } })),
    { refetchInterval: LOOK_AGAIN_MS },
  );
  return (
    <AskedPage query={request} lines={8}>
      {(found) => <Shown request={found} />}
    </AskedPage>
  );
}

function Shown({ request }: { request: Schema<"ReportRequest"> }) {
  const { t } = useTranslation("reportRequests");
  const terms = useTerms();
  const formats = useFormats();
  const self = useSelf();
  const states = request.waitingFor.map((state) => terms.states[state]).join(", ");
  const open = !["withdrawn", "expired"].includes(request.state);
  const mine = request.requestedBy === self.id;
  return (
    <>
      <PageHead
        title={t("page.title")}
        about={
          <>
            <CaseLink caseId={request.caseId} /> <RequestState state={request.state} />
          </>
        }
        actions={open && mine ? <WithdrawRequest requestId={request.id} /> : null}
      />
      <Stack>
        <div aria-live="polite">
          <Notice tone={TONES[request.state]} title={t(`states.${request.state}`)}>
            {t(`explained.${request.state}`, { states })}
          </Notice>
        </div>
        <Panel title={t("page.parts")} flush>
          <RequestParts request={request} />
        </Panel>
        {open && mine && request.parts.some(({ state }) => state === "released") ? (
          <IssueReports requestId={request.id} />
        ) : null}
        <Panel title={t("page.facts")}>
          <Facts
            items={[
              [t("caseNumber"), <CaseLink key="case" caseId={request.caseId} />],
              [t("purpose"), request.purpose],
              [t("page.askedOn"), formats.moment(request.createdAt)],
              [t("page.openUntil"), formats.moment(request.expiresAt)],
              ...(request.withdrawnAt === null
                ? []
                : [[t("page.withdrawnOn"), formats.moment(request.withdrawnAt)] as const]),
            ]}
          />
        </Panel>
      </Stack>
    </>
  );
}
