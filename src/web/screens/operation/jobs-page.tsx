/** What the workers do, what failed and why; a failed job can be tried again. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, ask, type Schema } from "../../api/client.ts";
import { Pages, usePages } from "../../app/pages.tsx";
import { useAct } from "../../app/queries.ts";
import { RefusalNotice } from "../../app/refusal-notice.tsx";
import { Said } from "../../app/said.tsx";
import { hasRole, useSelf } from "../../app/session.tsx";
import { useFormats } from "../../app/use-words.ts";
import { Button, SelectField } from "../../design/controls.tsx";
import { Badge, DataTable, Empty, Panel, Stack, type Tone } from "../../design/parts.tsx";
import styles from "./operation.module.css";
import { OperationHead } from "./operation-head.tsx";

type Job = Schema<"Job">;

const STATES = ["failed", "active", "queued", "pending", "done"] as const;
const TONES: Readonly<Record<Job["state"], Tone>> = {
  failed: "urgent",
  active: "accent",
  queued: "neutral",
  pending: "neutral",
  done: "good",
};
const LOOK_AGAIN_MS = 15_000;

export function JobsPage() {
  const { t } = useTranslation("operation");
  const [state, setState] = useState<Job["state"] | "">("failed");
  const jobs = usePages(
    ["jobs", state],
    (cursor) => ask(api.GET("/v1/jobs", { params: { query: { ...cursor, ...(state === "" ? {} : { state }) } } })),
    { refetchInterval: LOOK_AGAIN_MS },
  );
  const retry = useAct(
    (jobId: string, key) =>
      ask(api.POST("/v1/jobs/{jobId}/retry", { params: { path: { jobId }, header: { "Idempotency-Key": key } } })),
    { refresh: [["jobs"]] },
  );
  const mayRetry = hasRole(useSelf(), "lab_technician", "national_coordinator", "regional_coordinator");
  return (
    <>
      <OperationHead />
      <Stack>
        {retry.error ? <RefusalNotice error={retry.error} /> : null}
        <Panel
          flush
          title={t("tabs.jobs")}
          actions={
            <div className={styles.choice}>
              <SelectField
                label={t("show")}
                value={state}
                choices={[
                  ...STATES.map((value) => ({ value, label: t(`jobStates.${value}`) })),
                  { value: "", label: t("all") },
                ]}
                onChange={(event) => setState(event.target.value as Job["state"] | "")}
              />
            </div>
          }
        >
          <Pages query={jobs}>
            {(items) =>
              items.length === 0 ? (
                <Empty title={state === "failed" ? t("noFailures") : t("noJobs")} />
              ) : (
                <JobTable
                  items={items}
                  busy={retry.isPending ? retry.variables : null}
                  onRetry={mayRetry ? (jobId) => retry.mutate(jobId) : null}
                />
              )
            }
          </Pages>
        </Panel>
      </Stack>
    </>
  );
}

interface JobTableProps {
  readonly items: readonly Job[];
  readonly busy: string | null;
  readonly onRetry: ((jobId: string) => void) | null;
}

function JobTable({ items, busy, onRetry }: JobTableProps) {
  const { t } = useTranslation("operation");
  const { moment, number } = useFormats();
  return (
    <DataTable caption={t("tabs.jobs")}>
      <thead>
        <tr>
          <th scope="col">{t("columns.job")}</th>
          <th scope="col">{t("columns.state")}</th>
          <th scope="col">{t("columns.reason")}</th>
          <th scope="col">{t("columns.tries")}</th>
          <th scope="col">{t("columns.since")}</th>
          {onRetry ? <th scope="col">{t("columns.do")}</th> : null}
        </tr>
      </thead>
      <tbody>
        {items.map((job) => (
          <tr key={job.id}>
            <th scope="row">
              {t(`jobs.${job.name}`)}
              <About payload={job.payload} />
            </th>
            <td>
              <Badge tone={TONES[job.state]}>{t(`jobStates.${job.state}`)}</Badge>
            </td>
            <td className={styles.reason}>{job.reason === null ? "–" : <Said of={job.reasonSaid} />}</td>
            <td>{t("tries", { attempt: number(job.attempt), most: number(job.maxAttempts) })}</td>
            <td className={styles.narrow}>{moment(job.finishedAt ?? job.createdAt)}</td>
            {onRetry ? (
              <td>
                {job.state === "failed" ? (
                  <Button busy={busy === job.id} onClick={() => onRetry(job.id)}>
                    {t("retry")}
                  </Button>
                ) : null}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** What the job is about, where that has a page of its own. */
function About({ payload }: { readonly payload: unknown }) {
  const { t } = useTranslation("operation");
  const { acquisitionId } = (payload ?? {}) as { acquisitionId?: unknown };
  if (typeof acquisitionId !== "string") return null;
  return (
    <small className={styles.about}>
      <Link to={`/acquisitions/${acquisitionId}`}>{t("openAcquisition")}</Link>
    </small>
  );
}
