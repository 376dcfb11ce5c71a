/** What hangs together across the region: link chart, timeline, flows between states; for each reader what the API gives to them. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { hasRole, useSelf } from "../../app/session.tsx";
import { PageHead, Stack } from "../../design/parts.tsx";
import { ChartView } from "./chart-view.tsx";
import { FlowsView } from "./flows-view.tsx";
import styles from "./intelligence.module.css";
import { usePeriod } from "./use-period.ts";

const VIEWS = ["chart", "timeline", "flows"] as const;
type View = (typeof VIEWS)[number];

export function IntelligencePage() {
  const { t } = useTranslation("intelligence");
  const self = useSelf();
  const { search } = usePeriod();
  const counts = hasRole(self, "national_coordinator", "regional_coordinator", "auditor");
  const charts = self.roles.some((role) => role !== "auditor");
  const offered = VIEWS.filter((view) => (view === "flows" ? counts : charts));
  const asked = search.get("view");
  const view: View = offered.find((each) => each === asked) ?? offered[0] ?? "flows";
  const addressOf = (each: View) => {
    const next = new URLSearchParams(search);
    next.set("view", each);
    return `?${next.toString()}`;
  };
  return (
    <>
      <PageHead title={t("title")} about={t("about")} />
      <Stack>
        {offered.length > 1 ? (
          <nav aria-label={t("views.label")}>
            <ul className={styles.views}>
              {offered.map((each) => (
                <li key={each}>
                  <Link to={addressOf(each)} aria-current={each === view ? "page" : undefined}>
                    {t(`views.${each}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
        {view === "flows" ? <FlowsView /> : <ChartView timeline={view === "timeline"} />}
      </Stack>
    </>
  );
}
