/** Exhibits that were received and not acquired, what is due first. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel } from "../../design/parts.tsx";
import styles from "./acquire.module.css";

interface WaitingPanelProps {
  readonly chosen: string | null;
  readonly onChoose: (exhibitId: string) => void;
}

const EVERY_MINUTE = 60_000;

export function WaitingPanel({ chosen, onChoose }: WaitingPanelProps) {
  const { t } = useTranslation("acquire");
  const waiting = usePages(
    ["acquisition-queue"],
    (cursor) => ask(api.GET("/v1/acquisition-queue", { params: { query: { limit: 50, ...cursor } } })),
    { refetchInterval: EVERY_MINUTE },
  );
  return (
    <Panel title={t("waiting")} flush>
      <Pages query={waiting}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t("waitingNone")} />
          ) : (
            <div className={styles.tall}>
              <DataTable caption={t("waiting")}>
                <thead>
                  <tr>
                    <th scope="col">{t("due")}</th>
                    <th scope="col">{t("exhibit")}</th>
                    <th scope="col">{t("type")}</th>
                    <th scope="col">{t("case")}</th>
                    <th scope="col">{t("received")}</th>
                    <th scope="col">
                      <span className="visually-hidden">{t("acquireShort")}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((each) => (
                    <WaitingRow key={each.exhibitId} of={each} chosen={each.exhibitId === chosen} onChoose={onChoose} />
                  ))}
                </tbody>
              </DataTable>
            </div>
          )
        }
      </Pages>
    </Panel>
  );
}

interface WaitingRowProps {
  readonly of: Schema<"WaitingExhibit">;
  readonly chosen: boolean;
  readonly onChoose: (exhibitId: string) => void;
}

function WaitingRow({ of, chosen, onChoose }: WaitingRowProps) {
  const { t } = useTranslation("acquire");
  const terms = useTerms();
  const formats = useFormats();
  return (
    <tr aria-selected={chosen}>
      <td className={styles.short}>
        <span className={styles.badges}>
          {of.overdue ? <Badge tone="urgent">{t("overdue")}</Badge> : null}
          {of.urgent ? <Badge tone="warn">{t("urgent")}</Badge> : null}
          <time dateTime={of.dueAt} title={formats.moment(of.dueAt)}>
            {formats.fromNow(of.dueAt)}
          </time>
        </span>
      </td>
      <th scope="row">
        <Link to={`/exhibits/${of.exhibitId}`}>{of.exhibitNumber}</Link>
      </th>
      <td>{terms.exhibitTypes[of.type]}</td>
      <td>
        <Link to={`/cases/${of.caseId}`}>{of.caseNumber ?? "–"}</Link>
      </td>
      <td className={styles.short}>{formats.day(of.receivedAt)}</td>
      <td>
        <Button
          aria-pressed={chosen}
          aria-label={chosen ? `${t("chosen")}: ${of.exhibitNumber}` : t("acquireIt", { number: of.exhibitNumber })}
          onClick={() => onChoose(of.exhibitId)}
        >
          {chosen ? t("chosen") : t("acquireShort")}
        </Button>
      </td>
    </tr>
  );
}
