/** What is due now, for each role what it works on: the nearest first, and the way to the whole list. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { hasRole, type Role, useSelf } from "../../app/session.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Badge, Empty, Panel } from "../../design/parts.tsx";
import { DueBadge } from "../../records/linkage-badges.tsx";
import { QueueTotals } from "../../records/queue-totals.tsx";
import { RequestState } from "../../records/request-state.tsx";
import { orderSides, useSideText } from "../../records/sides.tsx";
import styles from "./home-page.module.css";

const MINUTE_MS = 60_000;
const SHOWN = 6;

/** Whose work has a clock or an answer to wait for. */
const PANELS: readonly { readonly Panel: () => ReactNode; readonly roles: readonly Role[] }[] = [
  { Panel: Labs, roles: ["national_coordinator", "regional_coordinator"] },
  { Panel: ToVerify, roles: ["firearms_examiner", "verifier"] },
  { Panel: ToReview, roles: ["firearms_examiner"] },
  { Panel: ToAcquire, roles: ["lab_technician"] },
  { Panel: Requests, roles: ["investigator"] },
];

/** What is due for the person at this machine; null: nothing can be. */
export function useDuePanels(): ReactNode {
  const self = useSelf();
  const shown = PANELS.filter(
    // What waits to be acquired waits in a lab.
    ({ Panel, roles }) => hasRole(self, ...roles) && (Panel !== ToAcquire || self.labId !== null),
  );
  return shown.length === 0 ? null : shown.map(({ Panel, roles }) => <Panel key={roles.join()} />);
}

interface DueListProps<Item> {
  readonly title: string;
  readonly all: string;
  readonly name: string;
  readonly read: () => Promise<{ readonly items: readonly Item[] }>;
  readonly keyOf: (item: Item) => string;
  readonly children: (item: Item) => ReactNode;
}

function DueList<Item>({ title, all, name, read, keyOf, children }: DueListProps<Item>) {
  const { t } = useTranslation("home");
  const due = useAsked(["home", name], read, { refetchInterval: MINUTE_MS });
  return (
    <Panel title={title} flush actions={<Link to={all}>{t("showAll")}</Link>}>
      <Asked query={due}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t("nothingDue")} />
          ) : (
            <ul className={styles.told}>
              {items.slice(0, SHOWN).map((item) => (
                <li key={keyOf(item)}>{children(item)}</li>
              ))}
            </ul>
          )
        }
      </Asked>
    </Panel>
  );
}

function Labs() {
  const { t } = useTranslation(["home", "shell"]);
  const queues = useAsked(["queues"], () => ask(api.GET("/v1/queues")), { refetchInterval: MINUTE_MS });
  return (
    <Panel title={t("shell:rooms.labs")} flush actions={<Link to="/labs">{t("showAll")}</Link>}>
      <Asked query={queues}>{({ items }) => <QueueTotals queues={items} flush />}</Asked>
    </Panel>
  );
}

function ToReview() {
  const { t } = useTranslation("review");
  const read = () =>
    ask(api.GET("/v1/linkages", { params: { query: { state: ["candidate"], sort: "due", limit: SHOWN } } }));
  return (
    <DueList title={t("queue.title")} all="/queue" name="review" read={read} keyOf={({ id }) => id}>
      {(linkage) => <LinkageLine linkage={linkage} />}
    </DueList>
  );
}

function LinkageLine({ linkage }: { readonly linkage: Schema<"Linkage"> }) {
  const { nameOf, kindOf } = useSideText();
  const [own, other] = orderSides(linkage.sides);
  return (
    <>
      <span className={styles.what}>
        <Link to={`/linkages/${linkage.id}`}>
          {nameOf(own)} – {nameOf(other)}
        </Link>
        <small>{kindOf(own)}</small>
      </span>
      <DueBadge linkage={linkage} />
    </>
  );
}

function ToVerify() {
  const { t } = useTranslation("review");
  const formats = useFormats();
  const read = () => ask(api.GET("/v1/verifications", { params: { query: { limit: SHOWN } } }));
  return (
    <DueList title={t("verifications.title")} all="/verifications" name="verify" read={read} keyOf={({ id }) => id}>
      {({ linkageId, part, expiresAt }) => (
        <>
          <Link to={`/linkages/${linkageId}`}>{t(`verifications.parts.${part}`)}</Link>
          {expiresAt === null ? null : <Badge>{t("dueIn", { when: formats.fromNow(expiresAt) })}</Badge>}
        </>
      )}
    </DueList>
  );
}

function ToAcquire() {
  const { t } = useTranslation("acquire");
  const terms = useTerms();
  const formats = useFormats();
  const read = () => ask(api.GET("/v1/acquisition-queue", { params: { query: { limit: SHOWN } } }));
  return (
    <DueList title={t("waiting")} all="/acquire" name="acquire" read={read} keyOf={({ exhibitId }) => exhibitId}>
      {({ exhibitId, caseNumber, exhibitNumber, type, dueAt, overdue }) => (
        <>
          <span className={styles.what}>
            <Link to={`/acquire?exhibit=${exhibitId}`}>
              {caseNumber ?? "–"} / {exhibitNumber}
            </Link>
            <small>{terms.exhibitTypes[type]}</small>
          </span>
          <Badge tone={overdue ? "urgent" : "neutral"}>{formats.fromNow(dueAt)}</Badge>
        </>
      )}
    </DueList>
  );
}

function Requests() {
  const { t } = useTranslation("shell");
  const formats = useFormats();
  const read = () => ask(api.GET("/v1/report-requests", { params: { query: { limit: SHOWN } } }));
  return (
    <DueList
      title={t("rooms.reportRequests")}
      all="/report-requests"
      name="requests"
      read={read}
      keyOf={({ id }) => id}
    >
      {({ id, purpose, state, createdAt }) => (
        <>
          <span className={styles.what}>
            <Link to={`/report-requests/${id}`}>{purpose}</Link>
            <small>{formats.moment(createdAt)}</small>
          </span>
          <RequestState state={state} />
        </>
      )}
    </DueList>
  );
}
