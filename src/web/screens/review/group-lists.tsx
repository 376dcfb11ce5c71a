/** The hits between a group's exhibits, and what happened to it, oldest first. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schema } from "../../api/client.ts";
import { useFormats, useTerms } from "../../app/use-words.ts";
import { Empty } from "../../design/parts.tsx";
import { numberOf } from "./group-members.tsx";
import styles from "./review.module.css";

type Group = Schema<"FirearmGroup">;

export function GroupHits({ group }: { readonly group: Group }) {
  const { t } = useTranslation("review");
  const formats = useFormats();
  if (group.hits.length === 0) return <Empty title={t("groups.noHits")} />;
  return (
    <ol className={styles.history}>
      {group.hits.map((hit) => (
        <li key={hit.id}>
          <time dateTime={hit.createdAt}>{formats.moment(hit.createdAt)}</time>
          <Link to={`/hits/${hit.id}`}>
            {t("groups.hitBetween", { a: numberOf(group, hit.memberA), b: numberOf(group, hit.memberB) })}
          </Link>
        </li>
      ))}
    </ol>
  );
}

export function GroupRecords({ group }: { readonly group: Group }) {
  const { t } = useTranslation("review");
  const terms = useTerms();
  const formats = useFormats();
  return (
    <ol className={styles.history}>
      {group.records.map((record) => (
        <li key={record.id}>
          <time dateTime={record.createdAt}>{formats.moment(record.createdAt)}</time>
          <span>{t(`groups.kinds.${record.kind}`, { state: terms.states[record.state] })}</span>
        </li>
      ))}
    </ol>
  );
}
