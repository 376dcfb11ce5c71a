/** Checks of the whole chain: an auditor asks for one, sees how far it is, and is told the first that is broken. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { useAct, useAsked } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Notice, Panel, Progress, Stack, type Tone } from "../../design/parts.tsx";
import styles from "./event-table.module.css";
import { VerificationFindings } from "./verification-findings.tsx";

type Verification = Schema<"AuditVerification">;

const TONES: Readonly<Record<Verification["state"], Tone>> = {
  waiting: "neutral",
  running: "accent",
  failed: "warn",
  whole: "good",
  broken: "urgent",
};
const WHILE_OPEN_MS = 2_000;
const AT_REST_MS = 30_000;

const isOpen = ({ state }: Verification) => state === "waiting" || state === "running";

export function VerificationPanel() {
  const { t } = useTranslation("audit");
  const newest = useAsked(
    ["audit-verifications", "newest"],
    () => ask(api.GET("/v1/audit-verifications", { params: { query: { limit: 1 } } })),
    { refetchInterval: ({ state }) => (state.data?.items.some(isOpen) ? WHILE_OPEN_MS : AT_REST_MS) },
  );
  const open = newest.data?.items.some(isOpen) ?? false;
  const verifications = usePages(
    ["audit-verifications"],
    (cursor) => ask(api.GET("/v1/audit-verifications", { params: { query: cursor } })),
    { refetchInterval: open ? WHILE_OPEN_MS : AT_REST_MS },
  );
  const asking = useAct(
    (_: null, key) => ask(api.POST("/v1/audit-verifications", { params: { header: { "Idempotency-Key": key } } })),
    { refresh: [["audit-verifications"]] },
  );
  const items = verifications.data?.pages.flatMap((page) => page.items) ?? [];
  const finished = items.find(({ verdict }) => verdict !== null);
  return (
    <Stack>
      {asking.error ? <RefusalNotice error={asking.error} /> : null}
      {finished ? <Verdict of={finished} /> : null}
      <Panel
        flush
        title={t("checks.title")}
        actions={
          <Button look="primary" busy={asking.isPending} disabled={open} onClick={() => asking.mutate(null)}>
            {t("checks.ask")}
          </Button>
        }
      >
        <Pages query={verifications}>
          {(found) =>
            found.length === 0 ? (
              <Empty title={t("checks.none")}>{t("checks.noneMeans")}</Empty>
            ) : (
              <VerificationTable items={found} />
            )
          }
        </Pages>
      </Panel>
    </Stack>
  );
}

/** What the newest that is finished says; read out when it comes. */
function Verdict({ of: { verdict, finishedAt } }: { readonly of: Verification }) {
  const { t } = useTranslation("audit");
  const { moment, number } = useFormats();
  if (verdict === null || finishedAt === null) return null;
  const counts = {
    when: moment(finishedAt),
    events: number(verdict.records),
    heads: number(verdict.heads),
    broken: number(verdict.broken),
  };
  return verdict.whole ? (
    <Notice live tone="good" title={t("checks.isWhole", counts)}>
      <p>{t("checks.wholeMeans", counts)}</p>
    </Notice>
  ) : (
    <Notice live tone="urgent" title={t("checks.isBroken", counts)}>
      <p>{t("checks.brokenMeans")}</p>
      <VerificationFindings verdict={verdict} />
    </Notice>
  );
}

function VerificationTable({ items }: { readonly items: readonly Verification[] }) {
  const { t } = useTranslation("audit");
  const { moment, number } = useFormats();
  return (
    <DataTable caption={t("checks.title")}>
      <thead>
        <tr>
          <th scope="col">{t("checks.asked")}</th>
          <th scope="col">{t("checks.by")}</th>
          <th scope="col">{t("checks.result")}</th>
          <th scope="col">{t("checks.events")}</th>
          <th scope="col">{t("checks.heads")}</th>
          <th scope="col">{t("checks.signedTo")}</th>
          <th scope="col">{t("checks.finished")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((each) => (
          <tr key={each.id}>
            <th scope="row" className={styles.narrow}>
              {moment(each.askedAt)}
            </th>
            <td>
              <AskedBy of={each} />
            </td>
            <td>
              <Badge tone={TONES[each.state]}>{t(`checks.states.${each.state}`)}</Badge>
              {each.state === "running" && each.eventsAll !== null ? (
                <Progress label={t("checks.progress")} value={each.eventsChecked / Math.max(each.eventsAll, 1)} />
              ) : null}
            </td>
            <td className={styles.position}>
              {each.verdict === null && each.eventsAll !== null
                ? t("checks.checkedOf", { checked: number(each.eventsChecked), all: number(each.eventsAll) })
                : number(each.eventsChecked)}
            </td>
            <td className={styles.position}>{each.verdict ? number(each.verdict.heads) : "–"}</td>
            <td className={styles.narrow}>
              {each.verdict?.signedTo
                ? `${number(each.verdict.signedTo.position)} · ${moment(each.verdict.signedTo.at)}`
                : "–"}
            </td>
            <td className={styles.narrow}>{each.finishedAt ? moment(each.finishedAt) : "–"}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** Persons stand in the trail by their ids. */
function AskedBy({ of: { askedBy, askedByState } }: { readonly of: Verification }) {
  const { t } = useTranslation("audit");
  const terms = useTerms();
  const self = useSelf();
  const who = askedBy === self.id ? t("checks.you") : t("checks.auditorOf", { state: terms.states[askedByState] });
  return <Link to={`/audit?actorId=${askedBy}`}>{who}</Link>;
}
