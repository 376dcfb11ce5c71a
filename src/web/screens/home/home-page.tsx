/** What is due now, what arrived, what changed: for each role what it works on. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { itemsFor } from "../../app/navigation.ts";
import { useAsked } from "../../app/queries.ts";
import { useSelf } from "../../app/session.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Empty, PageHead, Panel, Stack } from "../../design/parts.tsx";
import { pathOfSubject } from "../../records/subject-path.ts";
import { useDuePanels } from "./due-panel.tsx";
import styles from "./home-page.module.css";

export function HomePage() {
  const { t } = useTranslation("home");
  const self = useSelf();
  const due = useDuePanels();
  return (
    <>
      <PageHead title={t("greeting", { name: self.name ?? "" })} />
      <div className={styles.columns}>
        {due === null ? null : <Stack>{due}</Stack>}
        <Panel title={t("changed")} flush actions={<Link to="/notifications">{t("showAll")}</Link>}>
          <Changed />
        </Panel>
        {due === null ? <Rooms /> : null}
      </div>
    </>
  );
}

function Rooms() {
  const { t } = useTranslation(["home", "shell"]);
  const rooms = itemsFor(useSelf().roles).filter(({ to }) => to !== "/");
  return (
    <Panel title={t("rooms")}>
      <ul className={styles.rooms}>
        {rooms.map(({ to, name }) => (
          <li key={to}>
            <Link to={to}>{t(`shell:rooms.${name}`)}</Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Changed() {
  const { t } = useTranslation("home");
  const formats = useFormats();
  const told = useAsked(["notifications", "latest"], () =>
    ask(api.GET("/v1/me/notifications", { params: { query: { limit: 10 } } })),
  );
  return (
    <Asked query={told}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t("nothingNew")} />
        ) : (
          <ul className={styles.told}>
            {items.map((item) => {
              const path = pathOfSubject(item.subjectKind, item.subjectId);
              const text = t(`kinds.${item.kind}`);
              return (
                <li key={item.id} data-unread={item.readAt === null}>
                  {path === null ? <span>{text}</span> : <Link to={path}>{text}</Link>}
                  <time dateTime={item.createdAt}>{formats.fromNow(item.createdAt)}</time>
                </li>
              );
            })}
          </ul>
        )
      }
    </Asked>
  );
}
