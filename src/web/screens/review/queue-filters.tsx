/** Which part of the queue, and in which order; the address keeps both. */
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useSelf } from "../../app/session.tsx";
import { hasClocks, type QueueView, SORTS, VIEW_NAMES, VIEWS } from "./queue-view.ts";
import styles from "./review.module.css";

export function QueueFilters({ view }: { readonly view: QueueView }) {
  const { t } = useTranslation("review");
  const self = useSelf();
  const id = useId();
  const [, setSearch] = useSearchParams();
  const clocked = hasClocks(self);
  const names = VIEW_NAMES.filter((name) => clocked || !("only" in VIEWS[name]));
  const sorts = SORTS.filter((sort) => sort !== "due" || (clocked && view.name === "due"));
  return (
    <div className={styles.strip}>
      <nav className={styles.tabs} aria-label={t("queue.views")}>
        {names.map((name) => (
          <Link key={name} to={`/queue?show=${name}`} aria-current={name === view.name ? "page" : undefined}>
            {t(`queue.view.${name}`)}
          </Link>
        ))}
      </nav>
      {"only" in VIEWS[view.name] ? null : (
        <div className={styles.order}>
          <label htmlFor={id}>{t("queue.sort")}</label>
          <select
            id={id}
            value={view.sort}
            onChange={(event) => setSearch({ show: view.name, sort: event.target.value })}
          >
            {sorts.map((sort) => (
              <option key={sort} value={sort}>
                {t(`queue.sorts.${sort}`)}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  );
}
