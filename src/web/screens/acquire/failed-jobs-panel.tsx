import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Asked } from "../../app/asked.tsx";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Said } from "../../app/said.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Empty, Panel } from "../../design/parts.tsx";
import styles from "./acquire.module.css";
import { acquisitionOf, useFailedJobs, useRetry } from "./failed-jobs.ts";

/** Steps that failed, each with its reason and a way to try it again. */
export function FailedJobsPanel() {
  const { t } = useTranslation("acquire");
  const formats = useFormats();
  const failed = useFailedJobs();
  const retry = useRetry();
  return (
    <Panel title={t("failedJobs")} flush>
      {retry.error ? <RefusalNotice error={retry.error} /> : null}
      <Asked query={failed} lines={2}>
        {(jobs) =>
          jobs.length === 0 ? (
            <Empty title={t("failedJobsNone")} />
          ) : (
            <ul className={styles.told}>
              {jobs.map((job) => (
                <li key={job.id}>
                  <div>
                    <Link to={`/acquisitions/${acquisitionOf(job) ?? ""}`}>{t(`jobs.${job.name}`)}</Link>
                    <small>
                      <Said of={job.reasonSaid} />
                    </small>
                    <small>{job.finishedAt === null ? "" : formats.fromNow(job.finishedAt)}</small>
                  </div>
                  <Button busy={retry.isPending && retry.variables === job.id} onClick={() => retry.mutate(job.id)}>
                    {t("retry")}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
    </Panel>
  );
}
