/** What was told to this person, the newest first; what is unread stands out and can be marked. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button, CheckField } from "../../design/controls.tsx";
import { Badge, Empty, PageHead, Panel } from "../../design/parts.tsx";
import { pathOfSubject } from "../../records/subject-path.ts";
import styles from "./notifications-page.module.css";

const KEY = ["notifications"] as const;
const PAGE = 50;

export function NotificationsPage() {
  const { t } = useTranslation(["notifications", "shell"]);
  const [onlyUnread, setOnlyUnread] = useState(false);
  const told = usePages([...KEY, "list", onlyUnread], (cursor) => {
    const query = { limit: PAGE, ...cursor, ...(onlyUnread ? { unread: "true" as const } : {}) };
    return ask(api.GET("/v1/me/notifications", { params: { query } }));
  });
  const read = useAct((ids: string[]) => ask(api.POST("/v1/me/notifications/reads", { body: { ids } })), {
    refresh: [KEY],
  });
  const items = told.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = items.filter(({ readAt }) => readAt === null).map(({ id }) => id);
  return (
    <>
      <PageHead
        title={t("title")}
        about={<Link to="/account">{t("toMail")}</Link>}
        actions={
          <Button
            disabled={unread.length === 0}
            busy={read.isPending}
            onClick={() => read.mutate(unread.slice(0, 100))}
          >
            {t("markAll")}
          </Button>
        }
      />
      {read.error ? <RefusalNotice error={read.error} /> : null}
      <Panel
        title={t("list")}
        flush
        actions={
          <CheckField
            label={t("onlyUnread")}
            checked={onlyUnread}
            onChange={(event) => setOnlyUnread(event.target.checked)}
          />
        }
      >
        <Pages query={told} lines={6}>
          {(all) =>
            all.length === 0 ? (
              <Empty title={t(onlyUnread ? "noneUnread" : "none")} />
            ) : (
              <ul className={styles.list}>
                {all.map((item) => (
                  <Told key={item.id} item={item} onRead={() => read.mutate([item.id])} />
                ))}
              </ul>
            )
          }
        </Pages>
      </Panel>
    </>
  );
}

function Told({ item, onRead }: { readonly item: Schema<"Notification">; readonly onRead: () => void }) {
  const { t } = useTranslation(["notifications", "home"]);
  const formats = useFormats();
  const path = pathOfSubject(item.subjectKind, item.subjectId);
  const isUnread = item.readAt === null;
  const text = t(`home:kinds.${item.kind}`);
  return (
    <li className={styles.told} data-unread={isUnread}>
      <span>{isUnread ? <Badge tone="accent">{t("unread")}</Badge> : null}</span>
      {path === null ? (
        <span>{text}</span>
      ) : (
        <Link to={path} onClick={isUnread ? onRead : undefined}>
          {text}
        </Link>
      )}
      <time dateTime={item.createdAt} title={formats.moment(item.createdAt)}>
        {formats.fromNow(item.createdAt)}
      </time>
      {isUnread ? (
        <Button look="quiet" aria-label={t("markOne", { text })} onClick={onRead}>
          {t("mark")}
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}
