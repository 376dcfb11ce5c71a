/** What the lab is to acquire, files on their way, and what became of them. */
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useSelf } from "../../app/session.tsx";
import { PageHead, Stack } from "../../design/parts.tsx";
import styles from "./acquire.module.css";
import { FailedJobsPanel } from "./failed-jobs-panel.tsx";
import { RecentPanel } from "./recent-panel.tsx";
import { RefusalsPanel } from "./refusals-panel.tsx";
import { SendPanel } from "./send-panel.tsx";
import { UploadsPanel } from "./uploads-panel.tsx";
import { WaitingPanel } from "./waiting-panel.tsx";

export function AcquirePage() {
  const { t } = useTranslation("acquire");
  const self = useSelf();
  const [search, setSearch] = useSearchParams();
  const exhibitId = search.get("exhibit");
  const choose = (id: string) => setSearch({ exhibit: id });
  return (
    <>
      <PageHead title={t("title")} about={t("about")} />
      <div className={styles.columns}>
        <Stack>
          {self.labId === null ? null : <WaitingPanel chosen={exhibitId} onChoose={choose} />}
          <UploadsPanel />
          <RecentPanel />
        </Stack>
        <Stack>
          <SendPanel exhibitId={exhibitId} />
          <FailedJobsPanel />
          <RefusalsPanel />
        </Stack>
      </div>
    </>
  );
}
