/** The steps of an acquisition as they are reached; where one failed, its retry. */
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/client.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Said } from "../../app/said.tsx";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button } from "../../design/controls.tsx";
import { Badge, Notice, Progress, Stack } from "../../design/parts.tsx";
import { STEPS, stageNow } from "../../records/stage-steps.tsx";
import { useLiveStages } from "../../records/use-live-stages.ts";
import styles from "./acquisition-page.module.css";
import { acquisitionOf, useFailedJobs, useRetry } from "./failed-jobs.ts";

export function StagePanel({ acquisition }: { readonly acquisition: Schema<"Acquisition"> }) {
  const { t } = useTranslation("acquire");
  const formats = useFormats();
  const told = useLiveStages([acquisition]).get(acquisition.id);
  const { stage, progress } = stageNow({ acquisition, told });
  const at = STEPS.indexOf(stage === "outline_needed" ? "quality_assessed" : stage);
  return (
    <Stack gap={3}>
      <ol className={styles.steps} aria-live="polite">
        {STEPS.map((step, i) => (
          <li key={step} data-done={i <= at} aria-current={i === at ? "step" : undefined}>
            <span aria-hidden="true">{i <= at ? "●" : "○"}</span>
            {t(`acquisitionStages.${step}`)}
            {i === at + 1 && progress > 0 && at >= 0 ? (
              <Progress
                value={progress}
                label={t("stageProgress", { stage: t(`acquisitionStages.${step}`), share: formats.percent(progress) })}
              />
            ) : null}
          </li>
        ))}
      </ol>
      {stage === "outline_needed" ? <Badge tone="warn">{t("acquisitionStages.outline_needed")}</Badge> : null}
      {stage === "failed" ? <FailedStep acquisitionId={acquisition.id} /> : null}
      {acquisition.stageNote === null ? null : (
        <div className={styles.technical}>
          <small>{t("technical")}</small>
          <p>
            <Said of={acquisition.stageSaid} />
          </p>
        </div>
      )}
    </Stack>
  );
}

function FailedStep({ acquisitionId }: { readonly acquisitionId: string }) {
  const { t } = useTranslation("acquire");
  const self = useSelf();
  const mayRetry = hasRole(self, "lab_technician", "national_coordinator", "regional_coordinator");
  const job = useFailedJobs(mayRetry).data?.find((each) => acquisitionOf(each) === acquisitionId);
  const retry = useRetry();
  return (
    <Notice tone="urgent" live title={t("failedNow")}>
      <p>{t("failedText")}</p>
      {retry.error ? <RefusalNotice error={retry.error} /> : null}
      {retry.isSuccess ? <p>{t("retried")}</p> : null}
      {mayRetry && job !== undefined && !retry.isSuccess ? (
        <Button busy={retry.isPending} onClick={() => retry.mutate(job.id)}>
          {t("retry")}
        </Button>
      ) : null}
    </Notice>
  );
}
