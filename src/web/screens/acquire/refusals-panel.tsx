import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { Said } from "../../app/said.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Empty, Panel } from "../../design/parts.tsx";
import styles from "./acquire.module.css";

/** Files that were refused, in plain words: what was wrong and what to do. */
export function RefusalsPanel() {
  const { t } = useTranslation("acquire");
  const refusals = usePages(["refusals"], (cursor) =>
    ask(api.GET("/v1/refusals", { params: { query: { limit: 10, ...cursor } } })),
  );
  return (
    <Panel title={t("refusals")} flush>
      <Pages query={refusals} lines={2}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t("refusalsNone")} />
          ) : (
            <>
              <p className={styles.note}>{t("refusalsAbout")}</p>
              <ul className={styles.told}>
                {items.map((each) => (
                  <RefusedFile key={each.id} refused={each} />
                ))}
              </ul>
            </>
          )
        }
      </Pages>
    </Panel>
  );
}

function RefusedFile({ refused }: { readonly refused: Schema<"Refusal"> }) {
  const { t, i18n } = useTranslation(["acquire", "refusals"]);
  const formats = useFormats();
  const { code, exhibitId } = refused;
  const known = i18n.exists(`refusals:${code}.title`);
  return (
    <li>
      <div>
        <strong>{refused.fileName}</strong>
        <span>{known ? t(`refusals:${code as "FORMAT_UNKNOWN"}.title`) : refused.detail}</span>
        {known ? (
          <small>
            <Said of={refused.detailSaid} />
          </small>
        ) : null}
        {known ? <small>{t(`refusals:${code as "FORMAT_UNKNOWN"}.remedy`)}</small> : null}
        <small>
          {formats.moment(refused.createdAt)} · {formats.bytes(refused.sizeBytes)}
        </small>
      </div>
      {exhibitId === null ? null : <Link to={`/exhibits/${exhibitId}`}>{t("exhibit")}</Link>}
    </li>
  );
}
