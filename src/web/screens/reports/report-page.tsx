/** One report: whether it stands, its caveat before anything else, what it says, and the files that prove it. */
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { AskedPage } from "../../app/asked.tsx";
import { DownloadButton } from "../../app/download.tsx";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Badge, ButtonRow, Facts, Notice, PageHead, Panel, Stack } from "../../design/parts.tsx";
import { ReportContents } from "./report-contents.tsx";
import styles from "./report-page.module.css";
import { WithdrawReport } from "./withdraw-report.tsx";

export function ReportPage() {
  const { reportId = "" } = useParams();
  const report = useAsked(["reports", reportId], () =>
    ask(api.GET("/v1/reports/{reportId}", { params: { path: { reportId } } })),
  );
  return (
    <AskedPage query={report} lines={10}>
      {(found) => <Shown report={found} />}
    </AskedPage>
  );
}

function Shown({ report }: { report: Schema<"Report"> }) {
  const { t } = useTranslation("reports");
  const terms = useTerms();
  const formats = useFormats();
  const self = useSelf();
  const { document } = report;
  const issued = {
    state: terms.states[document.issuedTo.state],
    name: document.issuedTo.name,
    moment: formats.moment(document.issuedAt),
  };
  const mayWithdraw =
    report.withdrawn === null &&
    self.state === document.issuedTo.state &&
    hasRole(self, "firearms_examiner", "national_coordinator");
  return (
    <>
      <PageHead
        title={
          <>
            {terms.titles[report.kind]} {report.number}{" "}
            {report.withdrawn === null ? null : <Badge tone="urgent">{t("withdrawn")}</Badge>}
          </>
        }
        about={t("from", issued)}
        actions={mayWithdraw ? <WithdrawReport reportId={report.id} /> : null}
      />
      <Stack>
        {report.withdrawn === null ? null : (
          <Notice tone="urgent" title={t("withdrawnTitle", { moment: formats.moment(report.withdrawn.at) })}>
            {t("withdrawnBody", { reason: report.withdrawn.reason })}
          </Notice>
        )}
        {report.factsWithheld ? (
          <Notice tone="warn" title={t("withheldTitle")}>
            {t("withheldBody")}
          </Notice>
        ) : null}
        <Notice tone={report.kind === "lead" ? "urgent" : "note"} title={terms.headings[report.kind]}>
          <div className={styles.caveats}>
            <p>{terms.caveats[report.kind]}</p>
            <p>{terms.caveats.score}</p>
          </div>
        </Notice>
        <div className={styles.columns}>
          <Panel title={t("inPlainWords")}>
            <PlainWords document={document} />
          </Panel>
          <Files report={report} />
        </div>
        <ReportContents report={report} />
      </Stack>
    </>
  );
}

function PlainWords({ document }: { document: Schema<"Report">["document"] }) {
  const { t } = useTranslation("reports");
  const terms = useTerms();
  const [a, b] = document.sides.map(({ state }) => terms.states[state]);
  const last = document.conclusions.at(-1);
  const conclusion = last === undefined ? "–" : terms.conclusions[last.conclusion];
  return <p className={styles.plain}>{t(`plain.${document.kind}`, { a, b, conclusion })}</p>;
}

function Files({ report }: { report: Schema<"Report"> }) {
  const { t } = useTranslation("reports");
  const base = `/v1/reports/${report.id}`;
  const code = (text: string) => <code className={styles.hash}>{text}</code>;
  return (
    <Panel title={t("files")} actions={<Link to="/verify-report">{t("check")}</Link>}>
      <Stack gap={3}>
        {report.factsWithheld ? null : (
          <ButtonRow>
            <DownloadButton look="primary" path={`${base}/pdf`} fileName={`${report.number}.pdf`}>
              {t("pdf")}
            </DownloadButton>
            <DownloadButton path={`${base}/json`} fileName={`${report.number}.json`}>
              {t("json")}
            </DownloadButton>
            {report.signature === null ? null : (
              <DownloadButton path={`${base}/signature`} fileName={`${report.number}.jws`}>
                {t("signature")}
              </DownloadButton>
            )}
          </ButtonRow>
        )}
        <p className={styles.soft}>{t(report.signature === null ? "unsigned" : "filesAbout")}</p>
        <details>
          <summary>{t("hashes")}</summary>
          <Facts
            items={[
              [t("sha"), code(report.pdfSha256)],
              [t("shaJson"), report.jsonSha256 === null ? null : code(report.jsonSha256)],
              [t("key"), report.keyId === null ? null : code(report.keyId)],
            ]}
          />
        </details>
      </Stack>
    </Panel>
  );
}
