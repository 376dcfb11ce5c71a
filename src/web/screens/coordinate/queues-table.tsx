/** The labs' queues, the one that most needs help first. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { SelectField } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel, type Tone } from "../../design/parts.tsx";
import styles from "./queues-table.module.css";

export type Queue = Schema<"Queue">;

const ORDERS = ["overdue", "oldest", "unviewed", "open", "name"] as const;
type Order = (typeof ORDERS)[number];

const COMPARE: Readonly<Record<Order, (a: Queue, b: Queue) => number>> = {
  overdue: (a, b) => late(b) - late(a) || b.candidates.open - a.candidates.open,
  oldest: (a, b) => since(a.candidates.oldestAt) - since(b.candidates.oldestAt),
  unviewed: (a, b) => b.candidates.unviewed - a.candidates.unviewed,
  open: (a, b) => b.candidates.open - a.candidates.open,
  name: (a, b) => a.labName.localeCompare(b.labName),
};

const late = ({ candidates, acquisitions }: Queue) => candidates.overdue + acquisitions.overdue;
const since = (moment: string | null) => (moment === null ? Number.POSITIVE_INFINITY : Date.parse(moment));

export function QueuesTable({ queues }: { readonly queues: readonly Queue[] }) {
  const { t } = useTranslation("labs");
  const [order, setOrder] = useState<Order>("overdue");
  const sorted = [...queues].sort(COMPARE[order]);
  const choices = ORDERS.map((value) => ({ value, label: t(`orders.${value}`) }));
  return (
    <Panel
      flush
      title={t("queues")}
      actions={
        <div className={styles.order}>
          <SelectField
            label={t("order")}
            value={order}
            choices={choices}
            onChange={(event) => setOrder(event.target.value as Order)}
          />
        </div>
      }
    >
      {sorted.length === 0 ? (
        <Empty title={t("noLabs")}>{t("noLabsWhy")}</Empty>
      ) : (
        <DataTable caption={t("queues")}>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {t("lab")}
              </th>
              <th scope="colgroup" colSpan={5} className={styles.group}>
                {t("candidates")}
              </th>
              <th scope="colgroup" colSpan={3} className={styles.group}>
                {t("acquisitions")}
              </th>
            </tr>
            <tr>
              {(["open", "unviewed", "overdue", "oldest", "median"] as const).map((name) => (
                <th key={name} scope="col" className={styles.figure}>
                  {t(`columns.${name}`)}
                </th>
              ))}
              {(["waiting", "late", "oldestReceived"] as const).map((name) => (
                <th key={name} scope="col" className={styles.figure}>
                  {t(`columns.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((queue) => (
              <QueueRow key={queue.labId} queue={queue} />
            ))}
          </tbody>
        </DataTable>
      )}
    </Panel>
  );
}

function QueueRow({ queue: { labName, state, candidates, acquisitions } }: { readonly queue: Queue }) {
  const { t } = useTranslation("labs");
  const terms = useTerms();
  const { number } = useFormats();
  const hours = candidates.medianAgeHours;
  return (
    <tr>
      <th scope="row" className={styles.lab}>
        {labName}
        <small>{terms.states[state]}</small>
      </th>
      <td className={styles.figure}>{number(candidates.open)}</td>
      <Count value={candidates.unviewed} tone="warn" />
      <Count value={candidates.overdue} tone="urgent" />
      <Age since={candidates.oldestAt} />
      <td className={styles.figure}>
        {hours === null
          ? "–"
          : hours < 48
            ? t("hours", { value: number(hours) })
            : t("days", { value: number(hours / 24) })}
      </td>
      <td className={`${styles.figure} ${styles.second}`}>{number(acquisitions.waiting)}</td>
      <Count value={acquisitions.overdue} tone="urgent" />
      <Age since={acquisitions.oldestAt} />
    </tr>
  );
}

/** Nothing to worry about is quiet. */
function Count({ value, tone }: { readonly value: number; readonly tone: Tone }) {
  const { number } = useFormats();
  return <td className={styles.figure}>{value === 0 ? "0" : <Badge tone={tone}>{number(value)}</Badge>}</td>;
}

function Age({ since: moment }: { readonly since: string | null }) {
  const formats = useFormats();
  return (
    <td className={styles.figure}>
      {moment === null ? (
        "–"
      ) : (
        <time dateTime={moment} title={formats.moment(moment)}>
          {formats.fromNow(moment)}
        </time>
      )}
    </td>
  );
}
