/** A hit: which two exhibits it connects, and where it leads on. */
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api, ask } from "../../api/client.ts";
import { AskedPage } from "../../app/asked.tsx";
import { useAsked } from "../../app/queries.ts";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Badge, Notice, PageHead, Panel, Stack } from "../../design/parts.tsx";
import { IssueReport } from "../../records/issue-report.tsx";
import { readSides, SidePanel, useSideText } from "../../records/sides.tsx";
import styles from "./review.module.css";

export function HitPage() {
  const { t } = useTranslation("review");
  const formats = useFormats();
  const self = useSelf();
  const { nameOf } = useSideText();
  const { hitId = "" } = useParams();
  const hit = useAsked(["hits", hitId], () => ask(api.GET("/v1/hits/{hitId}", { params: { path: { hitId } } })));
  const readsLinkage = hasRole(self, "firearms_examiner", "verifier", "national_coordinator", "regional_coordinator");
  return (
    <AskedPage query={hit} lines={8}>
      {(found) => {
        const [a, b] = readSides(found.sides);
        return (
          <Stack>
            <PageHead
              title={t("pair", { a: nameOf(a), b: nameOf(b) })}
              about={
                <>
                  <Badge tone="good">{t("states.hit")}</Badge>{" "}
                  {t("hits.confirmedAt", { when: formats.moment(found.createdAt) })}
                </>
              }
            />
            <Notice tone="good" title={t(found.linksNewCases ? "hits.newCases" : "hits.linkedBefore")}>
              {t("hits.meaning")}
            </Notice>
            <div className={styles.pair}>
              <SidePanel side={a} letter="A" />
              <SidePanel side={b} letter="B" />
            </div>
            <IssueReport linkageId={found.linkageId} kind="hit" />
            <Panel title={t("hits.onward")}>
              <ul className={styles.checks}>
                {readsLinkage ? (
                  <li>
                    <Link to={`/linkages/${found.linkageId}`}>{t("hits.openLinkage")}</Link>
                  </li>
                ) : null}
                <li>
                  {found.firearmGroupId === null ? (
                    <Link to="/firearm-groups">{t("hits.openGroups")}</Link>
                  ) : (
                    <Link to={`/firearm-groups/${found.firearmGroupId}`}>{t("hits.openGroup")}</Link>
                  )}
                </li>
              </ul>
            </Panel>
          </Stack>
        );
      }}
    </AskedPage>
  );
}
