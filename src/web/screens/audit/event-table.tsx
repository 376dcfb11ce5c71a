/** Events, one a line; who and what narrow the search to them. */
import { useTranslation } from "react-i18next";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, DataTable } from "../../design/parts.tsx";
import type { AuditEvent, Conditions } from "./audit-page.tsx";
import styles from "./event-table.module.css";
import { useActionWords } from "./use-action-words.ts";

interface EventTableProps {
  readonly items: readonly AuditEvent[];
  readonly onOpen: (event: AuditEvent) => void;
  readonly onNarrow: (condition: Conditions) => void;
}

/** Ids of our own kind grow with time: their ends differ. */
const short = (id: string) => (id.length > 14 ? `…${id.slice(-8)}` : id);

export function EventTable({ items, onOpen, onNarrow }: EventTableProps) {
  const { t } = useTranslation("audit");
  const terms = useTerms();
  const formats = useFormats();
  const { wordOfAction, wordOfTarget, wordOfKind } = useActionWords();
  return (
    <DataTable caption={t("events")}>
      <thead>
        <tr>
          <th scope="col">{t("columns.at")}</th>
          <th scope="col">{t("columns.action")}</th>
          <th scope="col">{t("columns.who")}</th>
          <th scope="col">{t("columns.what")}</th>
          <th scope="col">{t("columns.states")}</th>
          <th scope="col">{t("columns.position")}</th>
          <th scope="col">
            <span className="visually-hidden">{t("columns.open")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((event) => (
          <tr key={event.seq}>
            <td className={styles.narrow}>
              <time dateTime={event.at}>{formats.moment(event.at)}</time>
            </td>
            <th scope="row" title={event.action}>
              {wordOfAction(event.action)}
            </th>
            <td>
              <button
                type="button"
                className={styles.id}
                title={event.actorId}
                onClick={() => onNarrow({ actorId: event.actorId })}
              >
                {short(event.actorId)}
              </button>{" "}
              <small>
                {wordOfKind(event.actorKind)}
                {event.actorState === null ? null : ` · ${event.actorState}`}
              </small>
            </td>
            <td>
              <button
                type="button"
                className={styles.id}
                title={event.targetId}
                onClick={() => onNarrow({ targetId: event.targetId, targetKind: event.targetKind })}
              >
                {short(event.targetId)}
              </button>{" "}
              <small>{wordOfTarget(event.targetKind)}</small>
            </td>
            <td>
              <abbr title={event.ownerStates.map((code) => terms.states[code]).join(", ")}>
                {event.ownerStates.join(" ") || "–"}
              </abbr>
            </td>
            <td className={styles.position}>
              {event.position === null ? <Badge tone="note">{t("waiting")}</Badge> : event.position}
            </td>
            <td>
              <Button look="quiet" onClick={() => onOpen(event)}>
                {t("open")}
                <span className="visually-hidden"> {event.seq}</span>
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
