/** Steps that failed, and their retry. */
import type { UseMutationResult } from "@tanstack/react-query";
import { api, ask, type Schema } from "../../api/client.ts";
import { useAct, useAsked } from "../../app/queries.ts";

/** The steps between a file and its candidates. */
const STEP_JOBS = ["assess-quality", "extract-features", "search-candidates", "verify-candidates"] as const;
type StepJob = Schema<"Job"> & { readonly name: (typeof STEP_JOBS)[number] };

const OFTEN = 30_000;
const isStep = (job: Schema<"Job">): job is StepJob => (STEP_JOBS as readonly string[]).includes(job.name);

export function useFailedJobs(enabled = true) {
  return useAsked(
    ["jobs", "failed"],
    async () => {
      const { items } = await ask(api.GET("/v1/jobs", { params: { query: { state: "failed", limit: 100 } } }));
      return items.filter(isStep);
    },
    { refetchInterval: OFTEN, enabled },
  );
}

export function acquisitionOf(job: Schema<"Job">): string | null {
  const payload = job.payload as { acquisitionId?: unknown } | null;
  return typeof payload?.acquisitionId === "string" ? payload.acquisitionId : null;
}

export function useRetry(): UseMutationResult<unknown, Error, string> {
  return useAct(
    (jobId: string, key) =>
      ask(api.POST("/v1/jobs/{jobId}/retry", { params: { path: { jobId }, header: { "Idempotency-Key": key } } })),
    { refresh: [["jobs"], ["acquisitions"]] },
  );
}
