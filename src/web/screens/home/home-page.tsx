/** What is due now, what arrived, what changed: for each role what it works on. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask } from "../../api/client.ts";
import { Asked } from "../../app/asked.tsx";
import { itemsFor } from "../../app/navigation.ts";
import { useAsked } from "../../app/queries.ts";
import { useSelf } from "../../app/session.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Empty, PageHead, Panel } from "../../design/parts.tsx";
import styles from "./home-page.module.css";

export function HomePage() {
  const { t } = useTranslation(["home", "shell"]);
  const self = useSelf();
  const rooms = itemsFor(self.roles).filter(({ to }) => to !== "/");
  return (
    <>
      <PageHead title={t("greeting", { name: self.name ?? "" })} />
      <div className={styles.columns}>
        <Panel title={t("changed")} flush>
          <Changed />
        </Panel>
        <Panel title={t("rooms")}>
          <ul className={styles.rooms}>
            {rooms.map(({ to, name }) => (
              <li key={to}>
                <Link to={to}>{t(`shell:rooms.${name}`)}</Link>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </>
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
            {items.map((item) => (
              <li key={item.id} data-unread={item.readAt === null}>
                <span>{t(`kinds.${item.kind}`)}</span>
                <time dateTime={item.createdAt}>{formats.fromNow(item.createdAt)}</time>
              </li>
            ))}
          </ul>
        )
      }
    </Asked>
  );
}
