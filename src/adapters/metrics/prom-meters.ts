import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Meters } from "../../ports/meters.ts";

/** What one process measures of itself; Prometheus adds the processes up. */
export function createPromMeters(): { readonly meters: Meters; readonly registry: Registry } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const jobs = new Histogram({
    name: "ribin_job_seconds",
    help: "Time of one attempt of a job, by how it ended",
    labelNames: ["name", "outcome"],
    buckets: [0.05, 0.2, 0.5, 1, 2, 5, 10, 30, 120, 600],
    registers,
  });
  const searches = new Histogram({
    name: "ribin_search_seconds",
    help: "Time of one search for the nearest vectors",
    labelNames: ["region"],
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  });
  const blobs = new Histogram({
    name: "ribin_blob_seconds",
    help: "Time of one use of the store of files",
    labelNames: ["operation", "outcome"],
    buckets: [0.002, 0.01, 0.05, 0.2, 1, 5, 30],
    registers,
  });
  const errors = new Counter({
    name: "ribin_errors_total",
    help: "Refusals and failures by code (docs/errors.md)",
    labelNames: ["code", "where"],
    registers,
  });
  return {
    registry,
    meters: {
      observeJob: (labels, seconds) => jobs.observe({ ...labels }, seconds),
      observeSearch: (region, seconds) => searches.observe({ region }, seconds),
      observeBlob: (labels, seconds) => blobs.observe({ ...labels }, seconds),
      countError: (labels) => errors.inc({ ...labels }),
    },
  };
}
